// `check`: one policy with one mistake for each code.
#include "inspect.hpp"
#include "sluice/consent/presets.hpp"

namespace sluice::test {
namespace {

Json sound() {
  return Json::parse(R"({
    "policy": 1, "id": "test", "revision": "1", "unknownRegion": "all",
    "purposes": {"stats": {"title": "Statistics", "storage": true},
                 "ads": {"title": "Ads", "sells": true}},
    "signals": {
      "tcf": {"read": "tcf", "vendor": 7, "map": {
        "stats": {"purposes": [1, 8]}, "ads": {"purposes": [2, 7]}}},
      "gpc": {"read": "gpc", "denies": ["ads"]}},
    "regimes": [
      {"id": "eu", "model": "opt-in", "regions": ["EEA"],
       "purposes": {"stats": {"decide": ["tcf"], "else": "unknown"},
                    "ads": {"decide": ["tcf"], "else": "denied"}},
       "unknown": {"mode": "hold", "maxAge": "2m", "maxEvents": 50},
       "withdrawal": {"purge": ["queue"]}},
      {"id": "us", "model": "opt-out", "regions": ["US"],
       "purposes": {"stats": {"else": "granted"},
                    "ads": {"veto": ["gpc"], "else": "granted"}},
       "unknown": {"mode": "drop"}, "withdrawal": {"purge": ["queue"]}},
      {"id": "all", "model": "opt-in", "regions": ["*"], "purposes": {},
       "unknown": {"mode": "drop"}, "withdrawal": {"purge": ["queue"]}}],
    "events": [{"name": ["page_view", "shop_*"], "needs": "stats"},
               {"name": "never", "do": "drop"}],
    "fields": [
      {"path": ["event.*", "page.path"], "do": "allow"},
      {"path": "user.id", "if": "stats", "do": {"hash": {"key": "k"}}},
      {"path": "click_id.*", "if": "ads", "do": "allow", "to": "partner"},
      {"path": "click_id.gclid", "if": "ads", "do": "allow"}],
    "storage": {"visitor": {"kind": "local", "key": "v", "needs": "stats"}},
    "destinations": {
      "own": {"needs": "stats", "party": "self"},
      "partner": {"needs": "ads", "events": "shop_buy", "party": "third"}}
  })");
}

// The codes of all remarks on sound() with `value` at `pointer`.
std::string codes(const char* pointer, Json value) {
  Json policy = sound();
  policy[Json::json_pointer(pointer)] = std::move(value);
  const Json answer = ask({{"ask", "check"}, {"text", policy.dump(1)}});
  std::string all;
  for (const Json& remark : answer["remarks"]) {
    INFO(remark.dump());
    CHECK(remark["line"] > 1);
    all += (all.empty() ? "" : " ") + remark["code"].get<std::string>();
  }
  return all;
}

TEST_CASE("check: a sound policy is sound", "[check]") {
  CHECK(codes("/note", "sound") == "");
}

TEST_CASE("check: each rule is found where it is broken", "[check]") {
  struct Mistake {
    const char* pointer;
    Json value;
    const char* codes;
  };
  const Json names = "statz";
  const Json stored = {{"kind", "local"}, {"key", "v"}};
  for (const auto& [pointer, value, expected] : {
           Mistake{"/events/0/needs", names, "P010"},
           Mistake{"/fields/1/if", names, "P010"},
           Mistake{"/storage/visitor/needs", names, "P010"},
           Mistake{"/destinations/own/needs", names, "P010"},
           Mistake{"/signals/gpc/denies/0", "adz", "P051 P010"},
           Mistake{"/signals/tcf/map/statz", {{"purposes", {1}}}, "P010"},
           Mistake{"/regimes/2/purposes/statz", {{"else", "denied"}}, "P010"},
           Mistake{"/regimes/0/purposes/ads/decide/0", "tfc", "P010"},
           Mistake{"/regimes/1/purposes/ads/veto/0", "gps", "P051 P010"},
           Mistake{"/regimes/1/purposes/ads/veto/0",
                   {{"signal", "gpc"}, {"unless", "site.explicit"}},
                   "P010"},
           Mistake{"/regimes/0/withdrawal/tell", {"nobody"}, "P010"},
           Mistake{"/receipt", {{"to", "nobody"}}, "P010"},
           Mistake{"/fields/2/to", "nobody", "P010"},
           Mistake{"/events/1/name", "shop_free", "P020"},
           Mistake{"/fields/3/path", "page.path", "P020"},
           Mistake{"/fields/3/to", "partner", "P020"},
           Mistake{"/regimes/0/regions/0", "*", "P020"},
           Mistake{"/regimes/1/id", "eu", "P020"},
           Mistake{"/destinations/partner/events", "bought", "P020"},
           Mistake{"/destinations/partner/events", "never", "P020"},
           Mistake{"/purposes/third", {{"title", "Third"}}, "P021"},
           Mistake{"/regimes/2/regions/0", "FR", "P030"},
           Mistake{"/unknownRegion", "al", "P031"},
           Mistake{"/unknownRegion", "us", "P032"},
           Mistake{"/regimes/0/purposes/ads/else", "granted", "P033"},
           Mistake{"/storage/visitor", stored, "P040"},
           Mistake{"/storage/visitor/maxAge", "14mo", "P041"},
           Mistake{"/storage/queue",
                   {{"kind", "cookie"}, {"key", "q"}, {"needs", "stats"}},
                   "P045"},
           Mistake{"/regimes/0/unknown", {{"mode", "hold"}}, "P042"},
           Mistake{"/events/0/whileUnknown", "hold", "P042 P042"},
           Mistake{"/regimes/0/unknown/maxAge", "31m", "P043"},
           Mistake{"/regimes/0/unknown/maxEvents", 101, "P043"},
           Mistake{"/regimes/0/unknown/maxBytes", 65537, "P043"},
           Mistake{"/regimes/2/unknown/mode", "cookieless", "P044"},
           Mistake{"/regimes/0/unknown/onExpire", "cookieless", "P044"},
           Mistake{"/destinations/third", Json::object(), "P050"},
           Mistake{"/regimes/1/purposes/ads/veto", Json::array(), "P051"},
           Mistake{"/signals/tcf/map/stats/purposes", {8}, "P052"},
           Mistake{"/signals/tcf/map/ads",
                   {{"purposes", {3}}, {"basis", "legitimateInterest"}},
                   "P053"},
           Mistake{"/fields/0/path/1", "visitor.*", "P060"},
           Mistake{"/fields/1/else", "allow", "P060"},
           Mistake{"/fields/1",
                   {{"path", "user.id"}, {"do", {{"hash", {{"key", "k"}}}}}},
                   "P061"},
       }) {
    INFO(pointer << " " << value.dump());
    CHECK(codes(pointer, value) == expected);
  }
}

TEST_CASE("check: the profile cnil-exempt asks for more", "[check]") {
  CHECK(codes("/profile", "cnil-exempt") == "P072 P072 P070 P070");
  CHECK(codes("/profile", "coppa") == "");
}

TEST_CASE("check: a policy of all sizes of mistakes is never a crash",
          "[check]") {
  const std::string text = sound().dump(1);
  for (std::size_t size = 0; size < text.size(); size += 7) {
    const Json answer = ask({{"ask", "check"}, {"text", text.substr(0, size)}});
    CHECK(answer["errors"] == 1);
    CHECK(answer["remarks"][0]["code"] == "P001");
  }
  CHECK(ask({{"ask", "check"}})["error"] == "\"text\" is not a text");
}

TEST_CASE("check: places count lines and bytes from 1", "[check]") {
  const Json answer =
      ask({{"ask", "check"},
           {"text",
            "\xef\xbb\xbf{\n\"policy\": 1, \"i\\\"d\": {},\r\n \"id\":2}"}});
  std::string places;
  for (const Json& remark : answer["remarks"]) {
    places += std::to_string(int(remark["line"])) + ":" +
              std::to_string(int(remark["column"])) + " ";
  }
  // What is missing is missing in the object itself.
  CHECK(places == "1:4 1:4 1:4 1:4 1:4 1:4 1:4 1:4 2:14 3:7 ");
}

}  // namespace
}  // namespace sluice::test
