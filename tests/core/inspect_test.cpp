#include "inspect.hpp"

namespace sluice::test {
namespace {

Json answer_text(std::string_view text) {
  return Json::parse(std::string_view(inspect::answer(text)));
}

TEST_CASE("inspect: what is not JSON is answered with its place", "[inspect]") {
  const Json answer = answer_text("{\n\"ask\": x}");
  CHECK(answer["line"] == 2);
  CHECK(answer["column"] == 8);
  CHECK(answer_text("").contains("error"));
  CHECK(answer_text("[]")["error"] == "there is no ask \"\"");
}

TEST_CASE("inspect: an unknown ask is answered with its name", "[inspect]") {
  CHECK(ask({{"ask", "dec\"ode"}})["error"] == "there is no ask \"dec\"ode\"");
}

TEST_CASE("inspect: decode says what is wrong with its request", "[inspect]") {
  CHECK(decode("tfc", "x")["error"] ==
        "\"kind\" is not \"tcf\", \"gpp\" or \"usp\"");
  CHECK(decode("tcf", 3)["error"] == "\"text\" is not a text");
}

TEST_CASE("inspect: a consent string may be 64 KiB", "[inspect]") {
  const std::string most(64 * 1024, 'A');
  CHECK(decode("tcf", most)["error"] == "core has an unknown version");
  const Json answer = decode("tcf", most + "A");
  CHECK(answer["error"] == "the string is too long");
  CHECK(answer["at"] == 64 * 1024);
}

TEST_CASE("inspect: a lone surrogate is no reason to fail", "[inspect]") {
  const Json answer =
      answer_text(R"({"ask":"decode","kind":"usp","text":"\ud800"})");
  CHECK(answer["error"] == "the string is not of version 1");
}

// Vendor 2 is disclosed and has both bits, purposes 1 to 11 have consent and
// legitimate interest, and there are no restrictions.
Json decide(const Json& vendor, Json applies = true) {
  static const std::string tc =
      "CQlsPgAQlsPgAM8ABBENFFFoAP_gAP_gAAAAABgAAAAAAAAA.IAGA";
  return ask({{"ask", "decide"},
              {"tc", tc},
              {"gdprApplies", applies},
              {"vendor", vendor}});
}

TEST_CASE("inspect: decide says what is wrong with its request", "[inspect]") {
  const Json sound = {{"id", 2}, {"purpose", 1}, {"declaredBasis", "consent"}};
  CHECK(decide(sound).contains("why"));
  for (const auto& [member, value] : {std::pair<const char*, Json>("id", "2"),
                                      {"id", 2.5},
                                      {"id", -1},
                                      {"purpose", nullptr},
                                      {"declaredBasis", "li"},
                                      {"flexible", 1}}) {
    Json vendor = sound;
    vendor[member] = value;
    INFO(vendor.dump());
    CHECK(std::string(decide(vendor)["error"]).find(member) !=
          std::string::npos);
  }
  CHECK(ask({{"ask", "decide"}})["error"] == "\"tc\" is not a text");
}

TEST_CASE(
    "decide: nothing is permitted while it is unknown whether GDPR applies",
    "[tc_decision]") {
  const Json use = {{"id", 2}, {"purpose", 1}, {"declaredBasis", "consent"}};
  CHECK(decide(use, nullptr) ==
        Json({{"allowed", false}, {"why", "gdpr-applies-unknown"}}));
  CHECK(decide(use, false) ==
        Json({{"allowed", true}, {"why", "gdpr-does-not-apply"}}));
  CHECK(decide(use, "yes")["allowed"] == false);
}

}  // namespace
}  // namespace sluice::test
