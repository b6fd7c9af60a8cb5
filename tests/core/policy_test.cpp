// What a policy of a privacy team's own makes the whole core do.
#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/sha256.hpp"

namespace sluice::test {
namespace {

Json by_tcf() {
  return {{"read", "tcf"},
          {"vendor", 7},
          {"map",
           {{"analytics", {{"purposes", {1, 8}}}},
            {"ads", {{"purposes", {1, 7}}}}}}};
}

// Analytics for the own collector, ads for a partner, both by TCF in the EEA;
// elsewhere only GPC and GPP object to ads.
Json make_policy() {
  const Json ask = {{"decide", {"tcf"}}, {"else", "unknown"}};
  const Json objection = {{"signal", "gpc"}, {"unless", "site.explicit"}};
  return {
      {"policy", 1},
      {"id", "shop"},
      {"revision", "7"},
      {"unknownRegion", "eu"},
      {"purposes",
       {{"analytics", {{"title", "A"}}}, {"ads", {{"title", "B"}}}}},
      {"signals",
       {{"tcf", by_tcf()},
        {"gpc", {{"read", "gpc"}, {"denies", {"ads"}}}},
        {"gpp",
         {{"read", "gpp"},
          {"map", {{"ads", {{"optOut", {"SaleOptOut", "SharingOptOut"}}}}}}}},
        {"site",
         {{"read", "api"}, {"map", {{"analytics", "a"}, {"ads", "b"}}}}}}},
      {"regimes",
       {{{"id", "kids"},
         {"model", "none"},
         {"audience", "child"},
         {"purposes", Json::object()},
         {"unknown", {{"mode", "drop"}}},
         {"withdrawal", {{"purge", {"queue", "storage", "ids"}}}}},
        {{"id", "eu"},
         {"model", "opt-in"},
         {"regions", {"EEA"}},
         {"purposes", {{"analytics", ask}, {"ads", ask}}},
         {"unknown",
          {{"mode", "hold"}, {"maxAge", "120s"}, {"maxEvents", 50}}},
         {"withdrawal",
          {{"purge", {"queue", "storage", "ids"}}, {"tell", {"own"}}}}},
        {{"id", "us"},
         {"model", "opt-out"},
         {"regions", {"*"}},
         {"purposes",
          {{"analytics", {{"else", "granted"}}},
           {"ads",
            {{"veto", {objection, "gpp"}},
             {"decide", Json::array()},
             {"else", "granted"}}}}},
         {"unknown", {{"mode", "hold"}, {"maxAge", "3s"}}},
         {"withdrawal", {{"purge", {"queue", "ids"}}}}}}},
      {"events", {{{"name", "*"}, {"needs", "analytics"}}}},
      {"fields",
       {{{"path", {"event.*", "utm.*", "page.path"}}, {"do", "allow"}},
        {{"path", {"visitor.id", "session.id"}},
         {"if", "analytics"},
         {"do", "allow"}},
        {{"path", "click_id.*"},
         {"if", "ads"},
         {"do", "allow"},
         {"to", "partner"}}}},
      {"storage",
       {{"visitor",
         {{"kind", "cookie"}, {"key", "v"}, {"needs", "analytics"}}}}},
      {"destinations",
       {{"own", {{"needs", "analytics"}, {"url", "https://own.example/c"}}},
        {"partner",
         {{"needs", {"analytics", "ads"}},
          {"url", "https://partner.example/c"},
          {"events", {"page_view", "order"}}}}}},
      {"receipt", {{"to", "own"}}}};
}

Json tcf(const std::string& event, std::vector<int> purposes,
         bool vendor = true) {
  return {{"fact", "signal"},
          {"signal", "tcf"},
          {"ok", true},
          {"event", event},
          {"applies", true},
          {"service_specific", true},
          {"policy_version", 5},
          {"string", "CQlsPgA"},
          {"purposes", std::move(purposes)},
          {"interests", Json::array()},
          {"vendor",
           {{"consent", vendor}, {"interest", false}, {"disclosed", true}}},
          {"restrictions", Json::object()}};
}

const std::vector<int> kAll = {1, 7, 8};

Json gpc(bool on) {
  return {{"fact", "signal"}, {"signal", "gpc"}, {"value", on}};
}

Json gpp(bool ready, int sale) {
  return {{"fact", "signal"},
          {"signal", "gpp"},
          {"ok", true},
          {"ready", ready},
          {"applicable", {8}},
          {"sections", {{"usca", {{"SaleOptOut", sale}}}}}};
}

struct Shop : Host {
  explicit Shop(Json more = Json::object(), Json policy = make_policy()) {
    more["policy"] = std::move(policy);
    REQUIRE(start(more) == Status::Ok);
  }

  // Names of the events that a destination (its index) was sent.
  [[nodiscard]] Json names(int destination) const {
    Json all = Json::array();
    for (const Json& event : sent_to(destination)) {
      if (event.contains("receipt")) continue;
      all.push_back(event["event"]["name"]);
    }
    return all;
  }

  [[nodiscard]] std::vector<Json> sent_to(int destination) const {
    std::vector<Json> all;
    for (const Json& action : actions("send")) {
      if (action["destination"] != destination) continue;
      const Json body = Json::parse(action["body"].get<std::string>());
      all.insert(all.end(), body["events"].begin(), body["events"].end());
    }
    return all;
  }

  [[nodiscard]] std::vector<Json> receipts() const {
    std::vector<Json> all;
    for (const Json& event : sent_to(0)) {
      if (event.contains("receipt")) all.push_back(event["receipt"]);
    }
    return all;
  }

  [[nodiscard]] Json purposes() const {
    Json states = Json::object();
    const Json told = actions("consent").back()["status"];
    for (const auto& [name, purpose] : told["purposes"].items()) {
      states[name] = purpose["state"];
    }
    return states;
  }

  [[nodiscard]] bool untouched() const {
    for (const auto* kind : {"send", "load", "store", "erase"}) {
      if (!actions(kind).empty()) return false;
    }
    return true;
  }
};

TEST_CASE("policy: the signals that it names are listened to", "[policy]") {
  const Shop shop;
  const Json heard = shop.actions("listen").back()["signals"];
  CHECK(heard == Json::parse(R"([{"read":"gpc"},{"read":"gpp"},{"read":"api"},
                                 {"read":"tcf","vendor":7}])"));
}

TEST_CASE("policy: a dialog that is open is no choice", "[policy]") {
  Shop shop;
  shop.page("https://shop.example/?utm_source=nl&gclid=g");
  shop.take(tcf("cmpuishown", kAll));
  shop.tell("flush");
  CHECK(shop.untouched());
}

TEST_CASE("policy: consent two minutes later credits the campaign, once, to "
          "the landing",
          "[policy]") {
  Shop shop;
  shop.page("https://shop.example/?utm_source=nl&gclid=g");
  shop.pass(60 * 1000);
  shop.track("look");
  shop.pass(59 * 1000);
  CHECK(shop.untouched());
  shop.take(tcf("useractioncomplete", kAll));
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"page_view", "look"}));
  CHECK(shop.names(1) == Json({"page_view"}));
  const Json view = shop.sent_to(1).front();
  CHECK(view["event"]["time"] == kStartWallMs);
  CHECK(view["utm"]["source"] == "nl");
  CHECK(view["click_id"]["gclid"] == "g");
  CHECK_FALSE(shop.sent_to(0).at(1).contains("click_id"));
}

TEST_CASE("policy: each destination waits for its own purposes", "[policy]") {
  Shop shop(Json{{"region", "US-VA"}});
  shop.page("https://shop.example/?gclid=g");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"page_view"}));
  CHECK(shop.names(1).empty());
  shop.take(gpp(false, 2));
  shop.tell("flush");
  CHECK(shop.names(1).empty());
  shop.take(gpp(true, 2));
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"page_view"}));
  CHECK(shop.names(1) == Json({"page_view"}));
  CHECK(shop.sent_to(0).at(1)["event"]["id"] ==
        shop.sent_to(1).front()["event"]["id"]);
}

TEST_CASE("policy: what waited for an opt-out signal goes when it comes",
          "[policy]") {
  Shop shop(Json{{"region", "US-CA"}});
  shop.track("order");
  shop.take(gpp(false, 0));
  shop.take(gpp(true, 1));
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"order"}));
  CHECK(shop.names(1).empty());
  CHECK(shop.purposes() ==
        Json({{"analytics", "granted"}, {"ads", "denied"}}));
  CHECK(shop.actions("consent").back()["status"]["opt_out_honored"] == true);
  // A later yes on the page replays nothing.
  shop.take(gpp(true, 2));
  shop.tell("flush");
  CHECK(shop.names(1).empty());
}

TEST_CASE("policy: an explicit yes stands against GPC if it came after it",
          "[policy]") {
  Shop shop(Json{{"region", "US-CA"}});
  shop.take(gpp(true, 2));
  shop.take(gpc(true));
  CHECK(shop.purposes()["ads"] == "denied");
  shop.take({{"fact", "signal"},
             {"signal", "api"},
             {"choices", {{"b", true}}},
             {"explicit", true},
             {"when", kStartWallMs - 1000}});
  CHECK(shop.purposes()["ads"] == "denied");
  shop.consent({{"b", true}});
  CHECK(shop.purposes()["ads"] == "denied");
  shop.consent({{"b", true}}, true);
  CHECK(shop.purposes()["ads"] == "granted");
  // And a choice about something else does not take it back.
  shop.consent({{"a", true}});
  CHECK(shop.purposes()["ads"] == "granted");
}

TEST_CASE("policy: the first fifty of a hundred are held", "[policy]") {
  Shop shop;
  for (int i = 0; i < 100; ++i) shop.track("e" + std::to_string(i));
  shop.take(tcf("tcloaded", kAll));
  shop.tell("flush");
  shop.pass(10 * 1000);
  const Json names = shop.names(0);
  REQUIRE(names.size() == 50);
  CHECK(names.front() == "e0");
  CHECK(names.back() == "e49");
}

TEST_CASE("policy: nothing held survives a refusal, or the page", "[policy]") {
  Shop shop;
  shop.track("held");
  shop.tell("hidden");
  CHECK(shop.untouched());
  shop.take(tcf("useractioncomplete", {}));
  shop.take(tcf("useractioncomplete", kAll));
  shop.track("after");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"after"}));
}

TEST_CASE("policy: a CMP that errs, or speaks for others, is a refusal",
          "[policy]") {
  const auto refused = [](const Json& difference) {
    Shop shop;
    shop.track("x");
    Json fact = tcf("tcloaded", kAll);
    fact.merge_patch(difference);
    shop.take(fact);
    shop.tell("flush");
    return shop.untouched();
  };
  CHECK_FALSE(refused(Json::object()));
  CHECK(refused({{"ok", false}}));
  CHECK(refused({{"status", "error"}}));
  CHECK(refused({{"policy_version", 3}}));
  CHECK(refused({{"service_specific", false}}));
  CHECK(refused({{"vendor", {{"disclosed", false}}}}));
  CHECK(refused({{"vendor", {{"consent", false}}}}));
  CHECK(refused({{"vendor", nullptr}}));
  CHECK(refused({{"restrictions", {{"8", 0}}}}));
  CHECK(refused({{"restrictions", {{"1", 2}}}}));
  CHECK_FALSE(refused({{"restrictions", {{"8", 1}, {"9", 0}}}}));
  CHECK(refused({{"purposes", {8}}}));
  CHECK(refused({{"event", "cmpuishown"}}));
  CHECK(refused({{"applies", nullptr}}));
}

TEST_CASE("policy: four flips leave what the last one allows", "[policy]") {
  Shop shop;
  for (int i = 0; i < 4; ++i) {
    shop.take(tcf("useractioncomplete", i % 2 == 0 ? kAll
                                                   : std::vector<int>{}));
    shop.track("t" + std::to_string(i));
  }
  shop.tell("flush");
  CHECK(shop.names(0) == Json::array());
  CHECK(shop.storage.empty());
  shop.take(tcf("useractioncomplete", kAll));
  shop.track("last");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"last"}));
}

TEST_CASE("policy: a withdrawal aborts what is in flight, in one step",
          "[policy]") {
  Shop shop;
  shop.status.reset();
  shop.take(tcf("tcloaded", kAll));
  shop.track("flying");
  shop.tell("flush");
  REQUIRE(shop.names(0) == Json({"flying"}));
  shop.track("queued");
  REQUIRE(shop.storage.contains("v"));
  shop.take(tcf("useractioncomplete", {}));
  REQUIRE(shop.actions("abort").size() == 1);
  CHECK(shop.actions("abort")[0]["destination"] == 0);
  CHECK(shop.actions("abort")[0]["batch"] == 1);
  CHECK(shop.storage.empty());
  shop.pass(10 * 60 * 1000);
  // What is left to send is the one event that says so.
  CHECK(shop.names(0) == Json({"flying"}));
  const Json told = shop.sent_to(0).back();
  CHECK(told["event"]["name"] == "consent_withdrawn");
  CHECK(told["receipt"]["purposes"]["analytics"]["state"] == "denied");
  CHECK_FALSE(told.contains("visitor"));
}

TEST_CASE("policy: receipts name rule, policy and signals, and are chained",
          "[policy]") {
  Shop shop(Json{{"region", "FR"}});
  shop.take(tcf("tcloaded", {1, 8}));
  shop.take(tcf("useractioncomplete", kAll));
  shop.tell("flush");
  const auto receipts = shop.receipts();
  REQUIRE(receipts.size() == 2);
  const Json& first = receipts[0];
  CHECK(first["policy"]["id"] == "shop");
  CHECK(first["policy"]["revision"] == "7");
  CHECK(first["policy"]["hash"].get<std::string>().size() == 64);
  CHECK(first["region"] == "FR");
  CHECK(first["regime"] == "eu");
  CHECK(first["purposes"]["analytics"]["rule"] ==
        "/regimes/1/purposes/analytics/decide/0");
  CHECK(first["purposes"]["ads"]["state"] == "denied");
  CHECK(first["signals"]["tcf"]["string"] ==
        std::string(std::string_view(sha256_hex("CQlsPgA"))));
  CHECK(receipts[1]["number"] == first["number"].get<int>() + 1);
  CHECK(receipts[1]["previous"] == first["hash"]);
}

TEST_CASE("policy: regions choose the regime, a child's before them",
          "[policy]") {
  const auto regime = [](Json options) {
    Shop shop(std::move(options));
    shop.take(gpc(false));
    shop.take(tcf("tcloaded", kAll));
    const auto told = shop.actions("consent");
    return told.empty() ? Json() : told.back()["status"]["regime"];
  };
  CHECK(regime({{"region", "FR"}}) == "eu");
  CHECK(regime({{"region", "US-TX"}}) == "us");
  CHECK(regime(Json::object()) == "eu");
  CHECK(regime({{"region", "FR"}, {"audience", "child"}}) == "kids");
}

TEST_CASE("policy: while the region is looked up, nothing is decided",
          "[policy]") {
  Host host;
  host.take({{"fact", "start"},
             {"seed", "0123456789abcdef0123456789abcdef"},
             {"url", "https://shop.example/"},
             {"awaits_region", true},
             {"config", {{"policy", make_policy()}}}});
  host.track("early");
  host.tell("flush");
  CHECK(host.actions("send").empty());
  host.take({{"fact", "region"}, {"region", "US-CA"}});
  host.tell("flush");
  CHECK(host.actions("send").size() == 1);
}

TEST_CASE("policy: one that is broken lets nothing leave", "[policy]") {
  for (const Json& policy :
       {Json(R"({"policy": 1,)"), Json(R"({"policy": 2, "id": "x"})"),
        Json({{"policy", 1}}), Json(7), Json(""), Json("smoke")}) {
    Host host;
    INFO(policy.dump());
    CHECK(host.start({{"policy", policy}}) == Status::BadConfig);
    host.track("x");
    host.tell("flush");
    CHECK(host.actions("send").empty());
    REQUIRE_FALSE(host.actions("report").empty());
    CHECK(host.actions("report")[0]["at"] == "/policy");
  }
}

TEST_CASE("policy: the batch says which policy let it out", "[policy]") {
  Host host;
  host.start();
  host.track("x");
  host.tell("flush");
  CHECK(host.sent().back()["policy"] == "cookieless@1");
}

TEST_CASE("policy: a destination's address is checked like the endpoint",
          "[policy]") {
  Json policy = make_policy();
  policy["destinations"]["own"]["url"] = "ftp://own.example";
  Host host;
  CHECK(host.start({{"policy", policy}}) == Status::BadConfig);
  CHECK(host.reports() == std::vector<std::string>{"config_endpoint"});
}

}  // namespace
}  // namespace sluice::test
