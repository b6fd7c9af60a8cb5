#include "sluice/consent/gate.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/consent/cut_url.hpp"
#include "sluice/consent/presets.hpp"

namespace sluice {
namespace {

std::string str(std::string_view text) { return std::string(text); }

constexpr PurposeMask kFirst = 1;
constexpr Purpose kPurposes[] = {{"stats", false, PurposeState::Unknown}};
constexpr EventRule kEvents[] = {
    {"shop_*", true, kFirst}, {"free", true, 0}, {"never", false, 0}};
constexpr FieldRule kFields[] = {
    {"event.*", 0, FieldAction::Allow, FieldAction::Deny},
    {"page.url", kFirst, FieldAction::CutUrlToUtm, FieldAction::CutUrl},
    {"properties.data", 0, FieldAction::CutUrl, FieldAction::Deny},
};
constexpr Policy kPolicy{"test", kPurposes, kEvents, kFields, 0, false};

Event make_event(std::string_view name) {
  Event event{Text(name), 0, false, {}};
  event.fields.add_text("event.name", name);
  event.fields.add_text("page.url", "https://x/a?q=1&utm_id=2");
  event.fields.add_text("page.title", "secret");
  event.fields.add_json("properties.data", "{\"url\":\"secret\"}");
  return event;
}

TEST_CASE("gate: an event that no rule names does not exist", "[gate]") {
  const Consent consent(kPolicy);
  CHECK(judge_event(consent, "other") == Verdict::NotInPolicy);
  CHECK(judge_event(consent, "never") == Verdict::NotInPolicy);
  CHECK(judge_event(consent, "free") == Verdict::Send);
}

TEST_CASE("gate: an unknown purpose holds, a denied one refuses", "[gate]") {
  Consent consent(kPolicy);
  CHECK(judge_event(consent, "shop_buy") == Verdict::Hold);
  REQUIRE(consent.choose("stats", false, false));
  CHECK(judge_event(consent, "shop_buy") == Verdict::Denied);
  REQUIRE(consent.choose("stats", true, false));
  CHECK(judge_event(consent, "shop_buy") == Verdict::Send);
}

TEST_CASE("gate: a field that no rule names stays in", "[gate]") {
  Consent consent(kPolicy);
  const Admitted admitted = admit(consent, make_event("free"));
  CHECK(str(admitted.json) ==
        R"({"event":{"name":"free"},"page":{"url":"https://x/a"}})");
  CHECK(admitted.relied_on == 0);
}

TEST_CASE("gate: what an event relied on is remembered", "[gate]") {
  Consent consent(kPolicy);
  REQUIRE(consent.choose("stats", true, false));
  const Admitted admitted = admit(consent, make_event("free"));
  CHECK(str(admitted.json) ==
        R"({"event":{"name":"free"},"page":{"url":"https://x/a?utm_id=2"}})");
  CHECK(admitted.relied_on == kFirst);
}

TEST_CASE("gate: the default preset is the first, and has no storage",
          "[gate]") {
  CHECK(presets().front().name == "cookieless");
  CHECK_FALSE(presets().front().stores);
  CHECK(find_preset("opt-in") != nullptr);
  CHECK(find_preset("Opt-In") == nullptr);
}

TEST_CASE("cut_url: keeps what the glob names and a route", "[gate]") {
  CHECK(str(cut_url("/a?x=1#y", "")) == "/a");
  CHECK(str(cut_url("https://u:p@h/a?utm_a=1&b=2&utm_c", "utm_*")) ==
        "https://h/a?utm_a=1&utm_c");
  CHECK(str(cut_url("/?utm%5Fid=1&UTM_ID=2", "utm_*")) == "/?utm%5Fid=1");
  CHECK(str(cut_url("/#!/r?token=1", "utm_*")) == "/#!/r");
  CHECK(str(cut_url("", "utm_*")).empty());
}

}  // namespace
}  // namespace sluice
