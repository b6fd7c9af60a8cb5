// tests/vectors/consent, natively. The same rules through WebAssembly and the
// fallback are in tests/wasm/consent.test.mjs.
#include "inspect.hpp"

namespace sluice::test {
namespace {

// Every member of `expected` is the same in `answer`, which may have more.
void check_members(const Json& expected, const Json& answer) {
  for (const auto& [name, value] : expected.items()) {
    INFO(name);
    CHECK(answer.value(name, Json("absent")) == value);
  }
}

bool starts_with(const std::string& text, const std::string& start) {
  return text.compare(0, start.size(), start) == 0;
}

void for_each_vector(const char* file, void (*check)(const Json&)) {
  const Json content = consent_file(file);
  CHECK(content["vectors"].size() == content["count"]);
  for (const Json& vector : content["vectors"]) {
    INFO(vector["id"].get<std::string>());
    check(vector);
  }
}

// "reject", "reject-or-...": both may be refused; only the first must be.
void check_expected(const Json& vector, const Json& answer) {
  const std::string expect = vector["expect"];
  INFO(expect << ": " << answer.dump());
  if (expect == "reject") {
    CHECK(answer.contains("error"));
  } else if (!answer.contains("error")) {
    check_members(vector["decoded"], answer);
  } else {
    CHECK(answer["at"].is_number_unsigned());
    CHECK(starts_with(expect, "reject-or-"));
  }
}

TEST_CASE("vectors: every TC string is read", "[consent][vectors]") {
  for_each_vector("tcf.json", [](const Json& vector) {
    check_members(vector["decoded"], decode("tcf", vector["tc"]));
  });
}

TEST_CASE("vectors: damaged TC strings are refused, or may not be used",
          "[consent][vectors]") {
  for_each_vector("tcf-bad.json", [](const Json& vector) {
    const Json answer = decode("tcf", vector["tc"]);
    check_expected(vector, answer);
    if (!vector.contains("policyProblems")) return;
    CHECK(answer.value("problems", Json::array()) == vector["policyProblems"]);
  });
}

TEST_CASE("vectors: every use of data is decided", "[consent][vectors]") {
  for_each_vector("tcf-decisions.json", [](const Json& vector) {
    const Json answer = ask({{"ask", "decide"},
                             {"tc", vector["tc"]},
                             {"gdprApplies", vector["gdprApplies"]},
                             {"vendor", vector["vendor"]}});
    CHECK(answer["allowed"] == vector["allowed"]);
    CHECK(answer["why"] == vector["why"]);
  });
}

// Sections 24 to 27 are named and no more; every opt-out of theirs is set.
void check_unsettled(const Json& vector, const Json& answer) {
  for (const Json& id : vector["unsettledSections"]) {
    for (const auto& [prefix, section] : answer["sections"].items()) {
      if (section["id"] != id) continue;
      CHECK(section["unsettled"] == true);
      CHECK_FALSE(section.contains("fields"));
      CHECK(answer["optOuts"][prefix]["SaleOptOut"] == true);
      CHECK(answer["optOuts"][prefix]["TargetedAdvertisingOptOut"] == true);
    }
  }
  CHECK(answer["unsettledSections"] == vector["unsettledSections"]);
}

TEST_CASE("vectors: every GPP string is read", "[consent][vectors]") {
  for_each_vector("gpp.json", [](const Json& vector) {
    const Json answer = decode("gpp", vector["gpp"]);
    CHECK(answer["sectionIds"] == vector["decoded"]["sectionIds"]);
    Json sections = vector["decoded"]["sections"];
    Json opt_outs = vector.value("optOuts", Json::object());
    if (vector.contains("unsettledSections")) {
      check_unsettled(vector, answer);
      for (const char* prefix : {"usmd", "usin", "usky", "usri"}) {
        sections.erase(prefix);
        opt_outs.erase(prefix);
      }
    }
    check_members(sections, answer["sections"]);
    check_members(opt_outs, answer.value("optOuts", Json::object()));
  });
}

// The library takes what we refuse; what we take, it must read the same.
TEST_CASE("vectors: damaged GPP strings are refused, or read as the library",
          "[consent][vectors]") {
  for_each_vector("gpp-bad.json", [](const Json& vector) {
    const Json answer = decode("gpp", vector["gpp"]);
    INFO(answer.dump());
    if (vector["expect"] == "decode-unknown") {
      CHECK(answer["unknownSections"] ==
            Json::array({answer["sectionIds"][0]}));
      CHECK(answer["sections"]["uspv1"]["fields"]["Notice"] == "Y");
    } else if (vector["expect"] == "decode" && !answer.contains("error")) {
      Json sections = vector["decoded"]["sections"];
      for (const Json& id : answer.value("unsettledSections", Json::array())) {
        for (const auto& [prefix, section] : answer["sections"].items()) {
          if (section["id"] == id) sections.erase(prefix);
        }
      }
      check_members(sections, answer["sections"]);
    } else if (vector["expect"] != "decode") {
      CHECK(answer.contains("error"));
    }
  });
}

TEST_CASE("vectors: every US Privacy string is read or refused",
          "[consent][vectors]") {
  for_each_vector("usp.json", [](const Json& vector) {
    const Json answer = decode("usp", vector["usp"]);
    check_expected(vector, answer);
    if (answer.contains("error")) return;
    CHECK(answer["applies"] == vector["applies"]);
    CHECK(answer["noticeGiven"] == vector["noticeGiven"]);
    const bool consistent = vector["expect"] == "decode";
    CHECK(answer["saleOptOut"] == (vector["saleOptOut"] || !consistent));
    CHECK(answer.contains("problems") != consistent);
  });
}

}  // namespace
}  // namespace sluice::test
