#include "sluice/consent/signals/tc_string.hpp"

#include <ctime>
#include <random>

#include "bit_writer.hpp"
#include "inspect.hpp"

namespace sluice::test {
namespace {

// A core up to the vendor consents: version 2, policy 5, service specific,
// letters "AA", everything else 0.
BitWriter begin_core(std::uint64_t letters = 0) {
  BitWriter bits;
  bits.put(2, 6).put(0, 36).put(0, 36).put(0, 12).put(0, 12).put(0, 6);
  bits.put(letters, 12).put(0, 12).put(5, 6).put(1, 1).put(0, 1).put(0, 12);
  bits.put(0, 24).put(0, 24).put(0, 1).put(0, 12);
  return bits;
}

// Vendor consents of one range, no vendor interests, no restrictions.
std::string with_range(unsigned max, unsigned first, unsigned last) {
  BitWriter bits = begin_core();
  bits.put(max, 16).put(1, 1).put(1, 12).put(1, 1).put(first, 16).put(last, 16);
  return bits.put(0, 17).put(0, 12).text();
}

Json error_of(const std::string& text) { return decode("tcf", text)["error"]; }

TEST_CASE("tc string: a range may not end before it starts", "[tc_string]") {
  CHECK(error_of(with_range(9, 4, 5)).is_null());
  CHECK(error_of(with_range(9, 4, 4)).is_null());
  CHECK(error_of(with_range(9, 5, 4)) ==
        "core has a range that ends before it starts");
}

TEST_CASE("tc string: a range may not go above MaxVendorId", "[tc_string]") {
  CHECK(error_of(with_range(9, 4, 9)).is_null());
  CHECK(error_of(with_range(9, 4, 10)) == "core has an id above MaxVendorId");
  CHECK(error_of(with_range(65535, 1, 65535)).is_null());
}

TEST_CASE("tc string: ids of vendors and purposes begin at 1", "[tc_string]") {
  CHECK(error_of(with_range(9, 1, 5)).is_null());
  CHECK(error_of(with_range(9, 0, 5)) == "core has a vendor 0");
  const auto restricted = [](unsigned purpose, unsigned type) {
    BitWriter bits = begin_core().put(0, 34).put(1, 12);
    return bits.put(purpose, 6).put(type, 2).put(0, 12).text();
  };
  CHECK(error_of(restricted(1, 2)).is_null());
  CHECK(error_of(restricted(0, 2)) == "core restricts a purpose 0");
  CHECK(error_of(restricted(1, 3)) ==
        "core has a restriction of an undefined type");
}

TEST_CASE("tc string: letters are A to Z", "[tc_string]") {
  CHECK(error_of(begin_core(25).put(0, 34 + 12).text()).is_null());
  const Json answer = decode("tcf", begin_core(26).put(0, 34 + 12).text());
  CHECK(answer["error"] == "core has a letter outside A to Z");
  CHECK(answer["bit"] == 114);
  CHECK(answer["at"] == 19);
}

// Nothing may rest on these bits, which `decide` denies: whoever reads a string
// by hand has to be told of them, too.
TEST_CASE("tc string: legitimate interests that there are not are a problem",
          "[tc_string]") {
  const auto problems = [](std::initializer_list<unsigned> ids,
                           unsigned policy_version) {
    std::uint64_t interests = 0;
    for (const unsigned id : ids) interests |= std::uint64_t{1} << (24 - id);
    BitWriter bits;
    bits.put(2, 6).put(0, 36).put(0, 36).put(0, 30).put(0, 12).put(0, 12);
    bits.put(policy_version, 6).put(1, 1).put(0, 1).put(0, 12).put(0, 24);
    bits.put(interests, 24).put(0, 1 + 12).put(0, 34 + 12);
    const Json answer = decode("tcf", bits.text() + ".IAAA");
    CHECK_FALSE(answer.contains("error"));
    return answer.value("problems", Json::array());
  };
  const std::string why = " (purposes 1 and 3 to 6 need consent since TCF 2.2)";
  CHECK(problems({1}, 5) == Json{"legitimate interest for purpose 1" + why});
  CHECK(problems({3}, 4) == Json{"legitimate interest for purpose 3" + why});
  CHECK(problems({1, 2, 6, 9}, 4) ==
        Json{"legitimate interest for purposes 1 and 6" + why});
  CHECK(problems({2, 3, 4, 5, 6, 7}, 6) ==
        Json{"legitimate interest for purposes 3, 4, 5 and 6" + why});
  CHECK(problems({2, 7, 8, 9, 10, 11}, 5).empty());
  CHECK(problems({3}, 3) ==
        Json{"policyVersion below 4 (invalid since 2023-09-30)"});
}

TEST_CASE("tc string: after the last field come zeros, as many as one likes",
          "[tc_string]") {
  const std::string core = begin_core().put(0, 34 + 12).text();
  CHECK(error_of(core + "AAAA").is_null());
  CHECK(error_of(core + "AAB") == "core has set bits after its last field");
}

TEST_CASE("tc string: a segment stands there once and is known",
          "[tc_string]") {
  const std::string core = begin_core().put(0, 34 + 12).text();
  CHECK(error_of(core + ".IAAA.QAAA.YAAAAAAAAAA").is_null());
  CHECK(error_of(core + ".IAAA.IAAA") == "disclosedVendors is there twice");
  CHECK(error_of(core + ".gAAA") == "segment has an unknown type");
  CHECK(error_of(core + "." + core) == "segment has an unknown type");
  CHECK(error_of(core + ".") == "segment is empty");
}

TEST_CASE("tc string: an error says at which character it is", "[tc_string]") {
  const std::string core = begin_core().put(0, 34 + 12).text();
  const Json answer = decode("tcf", core + ".IA=A");
  CHECK(answer["error"] == "segment has a character outside base64url");
  CHECK(answer["at"] == core.size() + 3);
  CHECK_FALSE(answer.contains("bit"));
}

TEST_CASE("tc string: every prefix of every string is refused or shorter",
          "[tc_string]") {
  const Json file = consent_file("tcf.json");
  for (const Json& vector : file["vectors"]) {
    const std::string text = vector["tc"];
    const std::size_t core = text.find('.');
    for (std::size_t size = 0; size < text.size(); ++size) {
      const Json answer = decode("tcf", text.substr(0, size));
      if (answer.contains("error")) continue;
      // Nothing but padding, or whole segments, was cut off.
      INFO(text.substr(0, size));
      CHECK(answer["vendorConsents"] == vector["decoded"]["vendorConsents"]);
      if (size < core) CHECK(answer["disclosedVendors"].is_null());
    }
  }
}

// Strings as long as they may be, made to cost as much as they can.
TEST_CASE("tc string: the worst strings take no longer than their length",
          "[tc_string]") {
  constexpr unsigned kRanges = 4095;
  BitWriter bits = begin_core();
  bits.put(65535, 16).put(1, 1).put(kRanges, 12);
  for (unsigned i = 0; i < kRanges; ++i) {
    bits.put(1, 1).put(1, 16).put(65534, 16);
  }
  bits.put(0, 17).put(kRanges, 12);
  for (unsigned i = 0; i < kRanges; ++i) {
    bits.put(1, 6).put(1, 2).put(1, 12).put(1, 1).put(1, 16).put(65535, 16);
  }
  const std::string text = bits.text() + ".IAAA";
  const std::clock_t start = std::clock();
  TcString tc;
  REQUIRE_FALSE(read_tc_string({text, 0}, tc));
  CHECK_FALSE(tc.vendor_consents.has(65535));
  CHECK(tc.vendor_consents.has(65534));
  // A few milliseconds; the official decoder takes minutes. Room for a slow
  // machine and for the checks of native-asan.
  CHECK(std::clock() - start < CLOCKS_PER_SEC / 4);
}

TEST_CASE("consent strings: no mutation makes a reader crash or hang",
          "[tc_string]") {
  std::vector<std::pair<const char*, std::string>> corpus;
  const auto add = [&](const char* name, const char* kind, const char* member) {
    const Json file = consent_file(name);
    for (const Json& vector : file["vectors"]) {
      corpus.emplace_back(kind, vector[member]);
    }
  };
  add("tcf.json", "tcf", "tc");
  add("gpp.json", "gpp", "gpp");
  add("usp.json", "usp", "usp");
  std::mt19937 random(20260228);
  const auto below = [&](std::size_t n) { return random() % n; };
  constexpr std::string_view kLetters = "ABIQYabgpw019-_.~=";
  for (int i = 0; i < 10000; ++i) {
    auto [kind, text] = corpus[below(corpus.size())];
    for (std::size_t edits = 1 + below(3); edits > 0 && !text.empty();
         --edits) {
      const std::size_t at = below(text.size());
      const char letter = kLetters[below(kLetters.size())];
      switch (below(4)) {
        case 0:
          text[at] = letter;
          break;
        case 1:
          text.erase(at, 1 + below(4));
          break;
        case 2:
          text.insert(at, 1, letter);
          break;
        default:
          text.resize(at);
      }
    }
    INFO(text);
    CHECK(decode(kind, text).is_object());
  }
}

}  // namespace
}  // namespace sluice::test
