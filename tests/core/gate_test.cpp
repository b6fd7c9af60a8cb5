#include "sluice/consent/gate.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/consent/presets.hpp"

namespace sluice {
namespace {

std::string str(std::string_view text) { return std::string(text); }

constexpr std::string_view kPolicy = R"({
  "policy": 1, "id": "test", "revision": "1", "unknownRegion": "all",
  "purposes": {"stats": {"title": "Statistics"}, "ads": {"title": "Ads"}},
  "signals": {"site": {"read": "api", "map": {"stats": "stats", "ads": "ads"}}},
  "regimes": [{"id": "all", "model": "opt-in", "regions": ["*"],
    "purposes": {"stats": {"decide": ["site"], "else": "unknown"},
                 "ads": {"decide": ["site"], "else": "unknown"}},
    "unknown": {"mode": "hold", "onExpire": "cookieless"},
    "withdrawal": {"purge": ["queue"]}}],
  "events": [
    {"name": "shop_*", "needs": "stats"},
    {"name": "free"},
    {"name": "never", "do": "drop"},
    {"name": "hurried", "needs": "stats", "whileUnknown": "drop"},
    {"name": "bare", "needs": "stats", "onDenied": "cookieless"},
    {"name": "misspelt", "needs": "stast"}],
  "fields": [
    {"path": "event.*", "do": "allow"},
    {"path": "page.url", "if": "stats",
     "do": {"url": {"keepQuery": ["utm_*"]}}, "else": {"url": {}}},
    {"path": "properties.data", "do": {"url": {}}},
    {"path": "user.email", "do": "allow", "to": "partner"}],
  "destinations": {
    "own": {},
    "partner": {"needs": "ads", "events": "shop_*", "cookieless": true}}
})";

struct Gate {
  Gate() { REQUIRE_FALSE(policy.read(kPolicy)); }

  void choose(std::string_view choices) {
    json::Document fact;
    REQUIRE_FALSE(
        fact.read(join({R"({"signal":"api","choices":)", choices, "}"})));
    REQUIRE(consent().take(fact.root(), 1));
  }
  Consent& consent() {
    if (!consent_) consent_.emplace(policy);
    return *consent_;
  }
  Ruling event(std::string_view name, bool expired = false) {
    return judge_event(consent(), name, expired).ruling;
  }
  Ruling destination(std::string_view destination, std::string_view name,
                     Ruling ruling = Ruling::Send) {
    const auto rule = policy.member("destinations").member(destination);
    return judge_destination(consent(), rule, name, ruling).ruling;
  }

  Policy policy;
  std::optional<Consent> consent_;
};

Event make_event(std::string_view name) {
  Event event{Text(name), 0, false, {}};
  event.fields.add_text("event.name", name);
  event.fields.add_text("page.url", "https://x/a?q=1&utm_id=2");
  event.fields.add_text("page.title", "secret");
  event.fields.add_text("user.email", "a@b.example");
  event.fields.add_json("properties.data", "{\"url\":\"secret\"}");
  return event;
}

TEST_CASE("gate: an event that no rule names does not exist", "[gate]") {
  Gate gate;
  CHECK(gate.event("other") == Ruling::NotInPolicy);
  CHECK(gate.event("never") == Ruling::NotInPolicy);
  CHECK(gate.event("free") == Ruling::Send);
}

TEST_CASE("gate: an unknown purpose holds, a denied one refuses", "[gate]") {
  Gate gate;
  CHECK(gate.event("shop_buy") == Ruling::Hold);
  CHECK(gate.event("hurried") == Ruling::Denied);
  gate.choose(R"({"stats":false})");
  CHECK(gate.event("shop_buy") == Ruling::Denied);
  CHECK(gate.event("bare") == Ruling::Cookieless);
  gate.choose(R"({"stats":true})");
  CHECK(gate.event("shop_buy") == Ruling::Send);
}

TEST_CASE("gate: a purpose that the policy lacks is never granted", "[gate]") {
  Gate gate;
  gate.choose(R"({"stats":true,"stast":true})");
  CHECK(gate.event("misspelt") == Ruling::Denied);
}

TEST_CASE("gate: what was held for too long goes as the regime says",
          "[gate]") {
  Gate gate;
  CHECK(gate.event("shop_buy", true) == Ruling::Cookieless);
}

TEST_CASE("gate: each destination has needs and events of its own", "[gate]") {
  Gate gate;
  gate.choose(R"({"stats":true})");
  CHECK(gate.destination("own", "shop_buy") == Ruling::Send);
  CHECK(gate.destination("partner", "shop_buy") == Ruling::Hold);
  CHECK(gate.destination("partner", "free") == Ruling::NotInPolicy);
  gate.choose(R"({"ads":false})");
  CHECK(gate.destination("partner", "shop_buy") == Ruling::Denied);
}

TEST_CASE("gate: without cookies only who asks for it gets anything",
          "[gate]") {
  Gate gate;
  CHECK(gate.destination("own", "shop_x", Ruling::Cookieless) ==
        Ruling::NotInPolicy);
  CHECK(gate.destination("partner", "shop_x", Ruling::Cookieless) ==
        Ruling::Cookieless);
}

TEST_CASE("gate: a field that no rule names stays in", "[gate]") {
  Gate gate;
  const auto event = make_event("free");
  const auto admitted = admit(gate.consent(), event, "own", Ruling::Send);
  CHECK(str(admitted.json) ==
        R"({"event":{"name":"free"},"page":{"url":"https://x/a"}})");
  CHECK(admitted.relied_on == 0);
}

TEST_CASE("gate: what an event relied on is remembered", "[gate]") {
  Gate gate;
  gate.choose(R"({"stats":true})");
  const auto event = make_event("free");
  const auto admitted = admit(gate.consent(), event, "own", Ruling::Send);
  CHECK(str(admitted.json) ==
        R"({"event":{"name":"free"},"page":{"url":"https://x/a?utm_id=2"}})");
  CHECK(admitted.relied_on == 1);
}

TEST_CASE("gate: without cookies every purpose counts as denied", "[gate]") {
  Gate gate;
  gate.choose(R"({"stats":true})");
  const auto event = make_event("free");
  const auto admitted =
      admit(gate.consent(), event, "partner", Ruling::Cookieless);
  CHECK(str(admitted.json) == R"({"event":{"name":"free"},)"
                              R"("page":{"url":"https://x/a"},)"
                              R"("user":{"email":"a@b.example"}})");
  CHECK(admitted.relied_on == 0);
}

TEST_CASE("gate: a field is ruled out by what is denied alone", "[gate]") {
  Gate gate;
  CHECK_FALSE(is_ruled_out(gate.consent(), "page.url"));
  CHECK(is_ruled_out(gate.consent(), "page.title"));
  gate.choose(R"({"stats":false})");
  CHECK_FALSE(is_ruled_out(gate.consent(), "page.url"));
}

TEST_CASE("presets: are policies, the default first", "[gate]") {
  CHECK(presets().front().name == "cookieless");
  for (const Preset& preset : presets()) {
    Policy policy;
    CHECK_FALSE(policy.read(preset.text));
    CHECK(policy.id() == preset.name);
  }
  CHECK(find_preset("Opt-In").empty());
}

}  // namespace
}  // namespace sluice
