#include "bit_writer.hpp"
#include "inspect.hpp"
#include "sluice/consent/signals/fibonacci.hpp"
#include "sluice/consent/signals/us_layouts.hpp"

namespace sluice::test {
namespace {

// Zeckendorf's sum of Fibonacci numbers, the smallest first, and the end mark.
void put_fibonacci(BitWriter& bits, unsigned number) {
  std::vector<unsigned> weights = {1, 2};
  while (weights.back() <= number) {
    weights.push_back(weights.back() + weights[weights.size() - 2]);
  }
  while (weights.back() > number) weights.pop_back();
  std::vector<unsigned> digits(weights.size());
  for (std::size_t i = weights.size(); i-- > 0;) {
    digits[i] = number >= weights[i] ? 1 : 0;
    number -= digits[i] * weights[i];
  }
  for (const unsigned digit : digits) bits.put(digit, 1);
  bits.put(1, 1);
}

Json error_of(const char* text) { return decode("gpp", text)["error"]; }

TEST_CASE("us layouts: the table is that of the specification",
          "[us_layouts]") {
  const Json file = consent_file("gpp-fields.json");
  for (const Json& section : file["sections"]) {
    const std::uint32_t id = section["id"];
    INFO(id);
    if (id >= 24) {
      CHECK_FALSE(is_us_section(id));
      continue;
    }
    const UsLayout* layout = find_us_layout(id, id == 7 ? 2 : 1);
    REQUIRE(layout != nullptr);
    CHECK(std::string(layout->prefix) == section["prefix"]);
    // usfl has no sub-section, usva and usut neither.
    CHECK(layout->has_gpc == section["gpcSubsection"]);
    UsFields fields(*layout);
    std::uint32_t bits = 6;
    for (const Json& expected : section["core"]) {
      if (expected["name"] == "Version") continue;
      const auto field = fields.next();
      REQUIRE(field);
      std::string name(field->name);
      // The specification's table lacks the "s" the library has.
      if (id == 22 && name.back() == 's' && name[0] == 'K') name.pop_back();
      CHECK(name == expected["name"]);
      CHECK(field->values == expected.value("count", 1U));
      bits += field->values * 2;
    }
    CHECK_FALSE(fields.next());
    CHECK(bits == section["coreBits"]);
  }
}

TEST_CASE("us layouts: usnat is told apart by its version", "[us_layouts]") {
  const auto sections = [](const char* text) {
    return decode("gpp", text)["sections"]["usnat"]["fields"];
  };
  const Json first = sections("DBABLA~BVVVVVVVVV.QA");
  CHECK(first["SensitiveDataProcessing"].size() == 12);
  CHECK(first["KnownChildSensitiveDataConsents"].size() == 2);
  CHECK(first["Gpc"] == false);
  // 60 bits, the layout's own length, and 66 as older libraries padded it.
  CHECK(sections("DBABLA~BVVVVVVVVV")["MspaServiceProviderMode"] == 1);
  CHECK(sections("DBABLA~BVVVVVVVVVA")["MspaServiceProviderMode"] == 1);
  CHECK(error_of("DBABLA~DVVVVVVVVVVVA") ==
        "section's core has an unknown version");
}

TEST_CASE("gpp: an unsound section is refused with the whole string",
          "[gpp_string]") {
  CHECK(error_of("DBABBg~BVVVVVVU.YA").is_null());
  CHECK(error_of("DBABBg~BVVVVVVU.YA.YA") == "section's GPC is there twice");
  CHECK(error_of("DBABBg~BVVVVVVU.QQ") ==
        "section's GPC has set bits after its last field");
  CHECK(error_of("DBABBg~BVVVVVVU.gA") == "section's GPC has an unknown type");
  CHECK(error_of("DBABBg~BVVVVVV") == "section's core ends too early");
  CHECK(error_of("DBABBg~B_VVVVVVA") ==
        "section's core has the value 3, which is not defined");
  CHECK(error_of("DBABTA~1YN") == "uspv1 ends too early");
}

TEST_CASE("gpp: usva, usut and usfl have no sub-section", "[gpp_string]") {
  CHECK(error_of("DBABRg~BKJEAqY").is_null());
  CHECK(error_of("DBABRg~BKJEAqY.QA") == "section's GPC has an unknown type");
}

TEST_CASE("gpp: the header announces as many sections as there are",
          "[gpp_string]") {
  CHECK(error_of("DBAA").is_null());
  CHECK(error_of("DBABTA") == "header announces more sections than there are");
  CHECK(error_of("DBAA~1YNN") ==
        "the string has sections that its header does not announce");
  CHECK(error_of("DCAA") == "header has an unknown version");
  CHECK(error_of("CBAA") == "header is not that of a GPP string");
  CHECK(error_of("DBAB") == "header ends too early");
}

// A group of 65535 ids in a header of 9 characters.
TEST_CASE("gpp: a group of ids costs no more than the string has sections",
          "[gpp_string]") {
  std::string bits = "000011000001000000000001111";
  BitReader probe{Bits("AAAA")};
  CHECK(read_fibonacci(probe) == 0);
  CHECK_FALSE(probe.ok());
  // 1 as start, then 46368 as length: its 23rd weight and the end mark.
  bits += std::string(22, '0') + "11";
  while (bits.size() % 6 != 0) bits.push_back('0');
  std::string text;
  for (std::size_t i = 0; i < bits.size(); i += 6) {
    text.push_back(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
        "0123456789-_"[std::stoul(bits.substr(i, 6), nullptr, 2)]);
  }
  CHECK(error_of((text + "~1YNN").c_str()) ==
        "header announces more sections than there are");
}

// Ids 100 to 30099 as one group, each with a section of one character.
TEST_CASE("gpp: as many unknown sections as fit are named", "[gpp_string]") {
  BitWriter bits;
  bits.put(3, 6).put(1, 6).put(1, 12).put(1, 1);
  for (const unsigned number : {100U, 29999U}) put_fibonacci(bits, number);
  std::string text = bits.text();
  for (int i = 0; i < 30000; ++i) text += "~A";
  const Json answer = decode("gpp", text);
  CHECK(answer["unknownSections"].size() == 30000);
  CHECK(answer["unknownSections"][29999] == 30099);
  CHECK(answer["sections"].empty());
}

// Found by fuzzing: disclosed vendors of a MaxVendorId above the bits that
// were left were refused, and only then asked for their highest id, which read
// behind the text.
TEST_CASE("gpp: a set that was refused is not asked", "[gpp_string]") {
  const std::string text =
      "DBABDA~BQBOvwAQBOvwAoanhqDE11CHMJiG2KkXogkpAaAmBZEyGWCMDQmTEZDBTJhUyaEY"
      "BqasoYamqYhrBWB6kAMKMoQyBYAA.fz90hm9dYUg.IAdrA0dHgGA";
  CHECK(error_of(text.c_str()) == "disclosedVendors ends too early");
}

TEST_CASE("fibonacci: 1 to 5 as in the specification", "[fibonacci]") {
  const auto read = [](const char* digits) {
    BitReader reader{Bits(digits)};
    return read_fibonacci(reader);
  };
  CHECK(read("w") == 1);  // 110000
  CHECK(read("Y") == 2);  // 011000
  CHECK(read("M") == 3);  // 001100
  CHECK(read("s") == 4);  // 101100
  CHECK(read("G") == 5);  // 000110
}

TEST_CASE("gpp: an unknown section is named, and the others are read",
          "[gpp_string]") {
  const Json answer = decode("gpp", "DBACYYA~BAAA~1YNN");
  CHECK(answer["unknownSections"] == Json({1}));
  CHECK(answer["sections"].size() == 1);
  CHECK(answer["sections"]["uspv1"]["fields"]["OptOutSale"] == "N");
}

}  // namespace
}  // namespace sluice::test
