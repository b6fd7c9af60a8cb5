// What a policy of a privacy team's own makes the whole core do.
#include <catch2/catch.hpp>

#include "shop.hpp"

namespace sluice::test {
namespace {

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
  CHECK(regime({{"region", "re"}}) == "eu");
  CHECK(regime({{"region", "us-tx"}}) == "us");
  for (const char* unknown :
       {"XX", "ZZ", "EU", "T1", "France", "U", "US_TX", "-"}) {
    CHECK(regime({{"region", unknown}}) == "eu");
  }
}

// "EU", "UK" and lower case are errors to `check`. Pages ran such policies all
// the same: no visitor was ever there, and the next regime, a laxer one, was in
// force.
TEST_CASE("policy: EU and UK mean the EEA and Great Britain", "[policy]") {
  Json policy = make_policy();
  const auto regime = [&policy](const Json& regions, const char* region) {
    policy["regimes"][1]["regions"] = regions;
    Shop shop({{"region", region}}, policy);
    shop.take(gpc(false));
    shop.take(tcf("tcloaded", kAll));
    return shop.actions("consent").back()["status"]["regime"];
  };
  const Json first = policy["regimes"][1]["id"];
  CHECK(regime({"EU"}, "FR") == first);
  CHECK(regime({"EU"}, "NO") == first);
  CHECK(regime({"UK"}, "GB") == first);
  CHECK(regime({"UK"}, "GB-SCT") == first);
  CHECK(regime({"GB"}, "UK") == first);
  CHECK(regime({"us-tx"}, "US-TX") == first);
  CHECK(regime({"us-uoom"}, "US-CA") == first);
  CHECK(regime({"eea"}, "FR") == first);
  CHECK(regime({"EU"}, "US-TX") != first);
  CHECK(regime({"US-T"}, "US-TX") != first);
}

TEST_CASE("policy: a regime of no purposes lets nothing leave", "[policy]") {
  Json policy = make_policy();
  policy["events"] = {{{"name", "*"}}};
  policy["destinations"] = {{"own", {{"url", "https://own.example/c"}}}};
  Shop shop(Json{{"audience", "child"}}, policy);
  shop.page("https://shop.example/");
  shop.tell("flush");
  CHECK(shop.untouched());
}

TEST_CASE("policy: what asks for a purpose that cannot be is not granted",
          "[policy]") {
  Json policy = make_policy();
  for (int i = 0; i < 40; ++i) {
    policy["purposes"]["p" + std::to_string(i)] = {{"title", "x"}};
  }
  for (const Json& needs :
       {Json("p35"), Json(nullptr), Json::array(), Json(7)}) {
    policy["events"] = {{{"name", "*"}, {"needs", needs}}};
    policy["destinations"] = {{"own", {{"url", "https://own.example/c"}}}};
    Shop shop(Json{{"region", "US-TX"}}, policy);
    shop.track("x");
    shop.tell("flush");
    INFO(needs.dump());
    CHECK(shop.names(0).empty());
  }
}

TEST_CASE(
    "policy: if nothing may leave any more, all stored events are removed",
    "[policy]") {
  Shop shop(Json{{"region", "US-TX"}});
  shop.take(gpp(true, 2));
  shop.track("queued");
  REQUIRE(shop.storage.contains("v"));
  Json child = gpp(true, 2);
  child["sections"]["usva"] = {{"KnownChildSensitiveDataConsents", 1}};
  shop.take(child);
  shop.tell("flush");
  CHECK(shop.names(0).empty());
  CHECK(shop.storage.empty());
}

TEST_CASE("policy: a queued event goes with what the event itself needed",
          "[policy]") {
  Json policy = make_policy();
  policy["events"] = {{{"name", "*"}, {"needs", "ads"}}};
  Shop shop(Json{{"region", "US-TX"}}, policy);
  shop.take(gpp(true, 2));
  shop.track("queued");
  shop.take(gpp(true, 1));
  shop.tell("flush");
  CHECK(shop.names(0).empty());
}

TEST_CASE("policy: consent does not release what has waited too long",
          "[policy]") {
  Shop shop;
  shop.track("old");
  Json late = tcf("useractioncomplete", kAll);
  late["wall"] = kStartWallMs + 5 * 3600 * 1000.0;
  late["mono"] = 5 * 3600 * 1000.0;
  shop.take(late);
  shop.tell("flush");
  CHECK(shop.names(0).empty());
}

TEST_CASE("policy: unknown GPP values are objections", "[policy]") {
  for (const Json& value : {Json(7), Json(true), Json("2x"), Json::array()}) {
    Shop shop(Json{{"region", "US-CA"}});
    Json fact = gpp(true, 2);
    fact["sections"]["usca"]["SaleOptOut"] = value;
    shop.take(fact);
    shop.track("x");
    INFO(value.dump());
    CHECK(shop.purposes()["ads"] == "denied");
  }
}

TEST_CASE("policy: a child's regime applies to children only", "[policy]") {
  Json policy = make_policy();
  policy["regimes"][0]["regions"] = {"*"};
  Shop shop(Json{{"region", "US-TX"}}, policy);
  CHECK(shop.actions("consent").back()["status"]["regime"] == "us");
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

TEST_CASE("policy: a status is told when its reasons change, and once",
          "[policy]") {
  // The page said "" and another regime for good where silence and the law of
  // the region that was found let the same happen; and an opt-out that came
  // after a refusal was not said to be honored.
  Json policy = make_policy();
  policy["regimes"][2]["purposes"]["ads"]["decide"] = {"site"};
  Shop shop(Json::object(), policy);
  const auto status = [&shop] {
    return shop.actions("consent").back()["status"];
  };
  CHECK(status()["regime"] == "eu");
  shop.take({{"fact", "region"}, {"region", "FR"}});
  CHECK(status()["region"] == "FR");
  shop.take({{"fact", "region"}, {"region", "US-CA"}});
  shop.take(gpp(true, 2));
  shop.consent({{"b", false}});
  CHECK(status()["opt_out_honored"] == false);
  shop.take(gpc(true));
  CHECK(status()["purposes"]["ads"]["state"] == "denied");
  CHECK(status()["opt_out_honored"] == true);
  const auto told = shop.actions("consent").size();
  shop.take(gpc(true));
  CHECK(shop.actions("consent").size() == told);
}

TEST_CASE("policy: a file that is not there is told from one that is broken",
          "[policy]") {
  const auto said = [](const std::string& text) {
    Host host;
    host.take({{"fact", "start"},
               {"seed", "0123456789abcdef0123456789abcdef"},
               {"url", "https://shop.example/"},
               {"policy", text},
               {"config", {{"endpoint", "/c"}, {"policy", "/policy.json"}}}});
    const auto reports = host.actions("report");
    return reports.empty() ? "" : reports[0]["message"].get<std::string>();
  };
  CHECK(said("").starts_with("none could be had from its address"));
  CHECK(said("<!doctype html>").find("line 1, column 1") != std::string::npos);
  CHECK(said("\n" + make_policy().dump()).empty());
}

TEST_CASE("policy: a region that never comes leaves no timer behind",
          "[policy]") {
  Host host;
  host.take({{"fact", "start"},
             {"seed", "0123456789abcdef0123456789abcdef"},
             {"url", "https://shop.example/"},
             {"awaits_region", true},
             {"config", {{"policy", make_policy()}}}});
  host.track("held");
  REQUIRE(host.wake_at());
  host.pass(10 * 60 * 1000);
  CHECK_FALSE(host.wake_at());
  CHECK(host.actions("send").empty());
}

TEST_CASE("policy: an unknown audience lets nothing leave", "[policy]") {
  Host host;
  CHECK(host.start({{"audience", "kids"}}) == Status::BadConfig);
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
