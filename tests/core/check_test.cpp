// `check`: one policy with one mistake for each code.
#include "inspect.hpp"
#include "sluice/consent/presets.hpp"

namespace sluice::test {
namespace {

Json sound() {
  return Json::parse(R"({
    "policy": 1, "id": "test", "revision": "1", "unknownRegion": "all", "never": [],
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
           Mistake{"/signals/gpc/denies/0", "adz", "P051 P023 P010"},
           Mistake{"/signals/tcf/map/statz", {{"purposes", {1}}}, "P010"},
           Mistake{"/regimes/2/purposes/statz", {{"else", "denied"}}, "P010"},
           Mistake{"/regimes/0/purposes/ads/decide/0", "tfc", "P010"},
           Mistake{"/regimes/1/purposes/ads/veto/0", "gps", "P051 P010 P023"},
           Mistake{"/regimes/1/purposes/ads/veto/0",
                   {{"signal", "gpc"}, {"unless", "site.explicit"}},
                   "P010"},
           Mistake{"/regimes/0/withdrawal/tell", {"nobody"}, "P010"},
           Mistake{"/receipt", {{"to", "nobody"}}, "P010"},
           Mistake{"/fields/2/to", "nobody", "P010"},
           Mistake{"/regimes/0/regions/0", "EU", "P011"},
           Mistake{"/regimes/0/regions/0", "USA", "P011"},
           Mistake{"/regimes/0/regions/0", "fr", "P011"},
           Mistake{"/fields/1/path", "page.adress", "P012"},
           Mistake{"/fields/1/path", "pages.*", "P012"},
           Mistake{"/events/0/name/0", "pageview", "P013"},
           Mistake{"/signals/tcf",
                   {{"read", "cookiebot"},
                    {"map", {{"stats", "Statistics"}, {"ads", "marketing"}}}},
                   "P014"},
           Mistake{"/regimes/1/regions/0", "IS", "P020"},
           Mistake{"/regimes/1/regions", {"US", "NO"}, "P020"},
           Mistake{"/regimes/1/regions", Json::array(), "P020"},
           Mistake{"/events/1/name", "shop_free", "P020"},
           Mistake{"/fields/3/path", "page.path", "P020"},
           Mistake{"/fields/3/to", "partner", "P020"},
           Mistake{"/regimes/0/regions/0", "*", "P020 P020"},
           Mistake{"/regimes/1/id", "eu", "P020"},
           Mistake{"/destinations/partner/events", "bought", "P020"},
           Mistake{"/destinations/partner/events", "never", "P020"},
           Mistake{"/purposes/third", {{"title", "Third"}}, "P021"},
           Mistake{"/events/0/needs", {"stats", "third"}, "P010"},
           Mistake{"/signals/site",
                   {{"read", "api"}, {"map", {{"ads", "ads"}}}},
                   "P023"},
           Mistake{"/regimes/2/regions/0", "ZA", "P030"},
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
           Mistake{"/regimes/1/purposes/ads/veto", Json::array(), "P051 P023"},
           Mistake{"/signals/tcf/map/stats/purposes", {8}, "P052"},
           Mistake{"/signals/tcf/map/ads",
                   {{"purposes", {3}}, {"basis", "legitimateInterest"}},
                   "P053"},
           Mistake{"/destinations/own/url", "http://c.example/b", "P054"},
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

// The remarks on a policy as "CODE: message", one a line.
std::string remarks(const Json& policy, Json request = Json::object()) {
  request["ask"] = "check";
  request["text"] = policy.dump(1);
  std::string all;
  const Json answer = ask(request);
  for (const Json& remark : answer["remarks"]) {
    all += remark["code"].get<std::string>() + ": " +
           remark["message"].get<std::string>() + "\n";
  }
  return all;
}

std::string with(const char* pointer, Json value) {
  Json policy = sound();
  policy[Json::json_pointer(pointer)] = std::move(value);
  return remarks(policy);
}

TEST_CASE("check: an unknown region is reported with the nearest one",
          "[check]") {
  struct Place {
    const char* written;
    const char* said;
  };
  for (const auto& [written, said] : {
           Place{"EU", "did you mean \"EEA\"? A page reads it so"},
           Place{"UK", "did you mean \"GB\"? A page reads it so"},
           Place{"us-ca", "did you mean \"US-CA\"? A page reads it so"},
           Place{"eea", "did you mean \"EEA\"? A page reads it so"},
           Place{"USA", "did you mean \"US\"?"},
           Place{"DEU", "did you mean \"DE\"?"},
           Place{"US_CA", "did you mean \"US-CA\"?"},
           Place{"UK-SCT", "did you mean \"GB-SCT\"?"},
           Place{"EL", "did you mean \"GR\"?"},
           Place{"WORLD", "did you mean \"*\"?"},
           Place{"US-XX", "(ISO 3166-2 has no such part of US)"},
           Place{"CA-CA", "(ISO 3166-2 has no such part of CA)"},
           Place{"FR-ZZZ", "(ISO 3166-2 has no such part of FR)"},
           Place{"ZZ", "\"unknownRegion\" is for that"},
           Place{"XX", "\"unknownRegion\" is for that"},
           Place{"QQ", "(no code of ISO 3166)"},
       }) {
    INFO(written);
    const std::string all = with("/regimes/0/regions/0", written);
    CHECK(
        all.starts_with("P011: \"" + std::string(written) + "\" is no place"));
    CHECK(all.find(said) != std::string::npos);
    CHECK(all.find('\n') == all.size() - 1);
  }
  for (const char* place :
       {"GB", "CH", "US-CA", "US-DC", "CA-QC", "AU-NSW", "GB-SCT", "DE-BY",
        "BR-SP", "KR-11", "EEA", "US-UOOM", "XK"}) {
    INFO(place);
    // Kosovo has no code of ISO 3166-1.
    const bool is_place = std::string_view(place) != "XK";
    CHECK((with("/regimes/0/regions/0", place).find("P011") ==
           std::string::npos) == is_place);
  }
}

TEST_CASE(
    "check: places that earlier regimes take are reported with their lines",
    "[check]") {
  const auto ordered = [](const Json& first, const Json& second) {
    Json policy = sound();
    policy["regimes"][0]["regions"] = first;
    policy["regimes"][1]["regions"] = second;
    return remarks(policy);
  };
  CHECK(ordered({"EEA"}, {"US", "FR"})
            .find("\"FR\" can never match: regime "
                  "\"eu\" (line ") != std::string::npos);
  CHECK(ordered({"US"}, {"US-CA", "ZA"}).find("\"US-CA\" can never match") !=
        std::string::npos);
  CHECK(ordered({"US-UOOM"}, {"US-TX", "ZA"}).starts_with("P020"));
  CHECK(ordered({"US"}, {"US-UOOM"}).find("can never be in force") !=
        std::string::npos);
  // The other way round is how it is done.
  CHECK(ordered({"US-CA"}, {"US"}) == "");
  CHECK(ordered({"FR"}, {"EEA"}) == "");
  CHECK(ordered({"EE"}, {"EEA"}) == "");
  CHECK(ordered({"US-UOOM"}, {"US"}) == "");

  Json policy = sound();
  policy["regimes"].insert(policy["regimes"].begin(), policy["regimes"][2]);
  policy["regimes"].erase(3);
  const std::string all = remarks(policy);
  CHECK(all.find("regime \"eu\" can never be in force: regime \"all\"") !=
        std::string::npos);
  CHECK(all.find("regime \"us\" can never be in force: regime \"all\"") !=
        std::string::npos);
  // The regime for unknown regions is in force there, wherever it stands.
  policy["unknownRegion"] = "eu";
  CHECK(remarks(policy).find("\"EEA\" can never match: regime \"all\"") !=
        std::string::npos);
}

TEST_CASE("check: a field rule that earlier ones hide together is reported",
          "[check]") {
  Json policy = sound();
  policy["fields"][2]["to"] = "own";
  policy["fields"].insert(policy["fields"].begin() + 3, policy["fields"][2]);
  policy["fields"][3]["to"] = "partner";
  CHECK(remarks(policy).starts_with(
      "P020: \"click_id.gclid\" can never match: rule /fields/3"));
  policy["fields"][4]["to"] = "own";
  CHECK(
      remarks(policy).starts_with("P020: \"click_id.gclid\" can never "
                                  "match: rule /fields/2"));
}

TEST_CASE("check: names of fields are those of the event's schema", "[check]") {
  struct Name {
    const char* path;
    const char* said;
  };
  for (const auto& [path, said] : {
           Name{"page.adress", "did you mean \"page.url\""},
           Name{"page.adress", "\"click.address\""},
           Name{"page.referer", "did you mean \"page.referrer\""},
           Name{"pages.*", "did you mean \"page.*\"?"},
           Name{"pages.url", "did you mean \"page.url\"?"},
           Name{"clicks.text", "did you mean \"click.text\"?"},
           Name{"page", "did you mean \"page.*\"?"},
           Name{"page.colour", "\"page\" has id, url, path"},
           Name{"utm.sourse", "did you mean \"utm.source\""},
           Name{"campaign.chanel", "did you mean \"campaign.channel\""},
           Name{"properties.contact.mail", "the field \"properties.contact\""},
       }) {
    INFO(path);
    const std::string all = with("/fields/1/path", path);
    CHECK(all.starts_with("P012: "));
    CHECK(all.find(said) != std::string::npos);
  }
  for (const char* path :
       {"page.*", "page.ti*", "pag*", "utm.*", "utm.partner", "click_id.ref",
        "properties.plan", "user.email", "cart.total", "screen.*",
        "consent.policy", "order.items", "campaign.channel"}) {
    INFO(path);
    CHECK(with("/fields/1/path", path).find("P012") == std::string::npos);
  }
}

TEST_CASE("check: names of events are known, or the site's own", "[check]") {
  struct Name {
    const char* event;
    const char* near;
  };
  for (const auto& [event, near] :
       {Name{"pageview", "page_view"}, Name{"pageView", "page_view"},
        Name{"purchases", "purchase"}, Name{"add-to-cart", "add_to_cart"},
        Name{"form_submitted", "form_submit"}}) {
    INFO(event);
    const std::string all = with("/events/0/name/0", event);
    CHECK(all.starts_with("P013: \"" + std::string(event) + "\" is no event"));
    CHECK(all.find("did you mean \"" + std::string(near) + "\"?") !=
          std::string::npos);
  }
  for (const char* event : {"signup", "ad_*", "page_*", "newsletter"}) {
    CHECK(with("/events/0/name/0", event) == "");
  }
  Json policy = sound();
  policy["events"][0]["name"] = {"purchases", "signup", "shop_*"};
  policy["ownEvents"] = {"purchases", "shop_*", "never"};
  CHECK(remarks(policy) ==
        "P013: \"signup\" is neither an event of Sluice nor on your list of "
        "events\n");
  CHECK(remarks(policy, {{"events", {"signup"}}}) == "");
  policy["ownEvents"] = {"shop_*", "never", "signup"};
  CHECK(remarks(policy).starts_with("P013: \"purchases\""));
  const Json goals = {{{"id", "a"}, {"on", "purchases"}},
                      {{"id", "b"}, {"on", {{"event", "x"}}}}};
  CHECK(remarks(policy, {{"goals", goals}}) == "");
}

TEST_CASE(
    "check: a purpose that nothing grants, and an unused signal, are reported",
    "[check]") {
  Json policy = sound();
  policy["purposes"]["third"] = {{"title", "Third"}};
  policy["events"][0]["needs"] = {"stats", "third"};
  CHECK(remarks(policy) ==
        "P022: no regime and no signal can grant third: what needs it is never "
        "sent\n");
  // A platform that says nothing of it can't grant it.
  policy["regimes"][0]["purposes"]["third"] = {{"decide", {"tcf"}},
                                               {"else", "denied"}};
  CHECK(remarks(policy) ==
        "P022: no regime and no signal can grant third: what needs it is never "
        "sent\nP023: the signal tcf says nothing of third\n");
  policy["signals"]["tcf"]["map"]["third"] = {{"purposes", {9}}};
  CHECK(remarks(policy) == "");
  policy["regimes"][0]["purposes"]["third"]["decide"] = {"gpc"};
  CHECK(remarks(policy).starts_with("P022"));
}

TEST_CASE("check: categories are those of the consent platform", "[check]") {
  const auto mapped = [](const char* read, const Json& category) {
    return with(
        "/signals/tcf",
        {{"read", read}, {"map", {{"stats", category}, {"ads", category}}}});
  };
  CHECK(mapped("cookiebot", "statistics") == "");
  CHECK(mapped("cookiebot", "analytics")
            .find("it has necessary, preferences, "
                  "statistics and marketing") != std::string::npos);
  CHECK(mapped("osano", "Analytics").find("did you mean \"ANALYTICS\"?") !=
        std::string::npos);
  CHECK(mapped("uet", {"analytics_storage"}).starts_with("P014"));
  CHECK(mapped("uet", {"ad_storage"}) == "");
  CHECK(mapped("onetrust", "C0002") == "");
  CHECK(mapped("onetrust", "Performance").starts_with("P014"));
  CHECK(mapped("usercentrics", "Marketing").starts_with("P014"));
  CHECK(mapped("usercentrics", "chat") == "");
  for (const char* read : {"klaro", "didomi", "cookieconsent", "api"}) {
    CHECK(mapped(read, "anything") == "");
  }
}

TEST_CASE("check: addresses are encrypted, or of this machine", "[check]") {
  for (const char* url :
       {"https://c.example/b", "http://127.0.0.1:8181/collect",
        "http://127.9.8.7/b", "http://localhost/b", "http://[::1]:80/b",
        "HTTP://LOCALHOST:3/", "http://a.localhost/", "/collect"}) {
    INFO(url);
    CHECK(with("/destinations/own/url", url) == "");
  }
  for (const char* url :
       {"http://c.example/b", "HTTP://c.example", "http://localhost.example/",
        "http://localhost@c.example/", "http://10.0.0.1/"}) {
    INFO(url);
    CHECK(with("/destinations/own/url", url).starts_with("P054"));
  }
}

TEST_CASE("check: a destination for records of decisions needs no purpose",
          "[check]") {
  Json policy = sound();
  policy["receipt"] = {{"to", {"own", "audit"}}};
  policy["destinations"]["audit"] = {{"events", "consent_*"}};
  CHECK(remarks(policy) == "");
  policy["destinations"]["audit"] = {{"events", {"consent_receipt"}}};
  CHECK(remarks(policy) == "");
  // One that takes all else as well is none, and one that no record goes to
  // waits for nothing.
  policy["destinations"]["audit"] = Json::object();
  CHECK(remarks(policy).starts_with("P050"));
  policy["destinations"]["audit"] = {{"events", "consent_*"}};
  policy["receipt"]["to"] = "own";
  CHECK(remarks(policy).starts_with("P020: \"consent_*\" can never come"));
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
