// What a visitor withdraws in one tab is withdrawn in the others.
#include <catch2/catch.hpp>

#include "shop.hpp"

namespace sluice::test {
namespace {

Json withdrawn(Json purposes, const std::string& policy = "shop") {
  return {{"fact", "forget"},
          {"policy", policy},
          {"withdrawn", std::move(purposes)}};
}

// The purposes that other tabs were told of, a list for each time.
Json told_tabs(const Shop& shop) {
  Json all = Json::array();
  for (const Json& action : shop.actions("forget_tabs")) {
    CHECK(action["policy"] == "shop");
    all.push_back(action["withdrawn"]);
  }
  return all;
}

TEST_CASE(
    "tabs: other tabs are told of a withdrawal once the stored data is erased",
    "[tabs]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  REQUIRE(shop.storage.contains("v"));
  shop.take(tcf("useractioncomplete", {1, 8}));
  CHECK(told_tabs(shop) == Json({{"ads"}}));
  shop.take(tcf("useractioncomplete", {}));
  CHECK(told_tabs(shop) == Json({{"ads"}, {"analytics"}}));
  CHECK(shop.storage.empty());
  shop.take(tcf("useractioncomplete", {}));
  CHECK(told_tabs(shop).size() == 2);
}

TEST_CASE("tabs: no tab is told before anything may be stored", "[tabs]") {
  Json policy = make_policy();
  SECTION("by a refusal") {
    Shop shop(Json::object(), policy);
    shop.take(tcf("useractioncomplete", {}));
    CHECK(told_tabs(shop).empty());
    CHECK(shop.untouched());
  }
  SECTION("by a policy that stores nothing") {
    policy.erase("storage");
    Shop shop(Json::object(), policy);
    shop.take(tcf("tcloaded", kAll));
    shop.take(tcf("useractioncomplete", {}));
    CHECK(told_tabs(shop).empty());
  }
}

TEST_CASE("tabs: a withdrawal in another tab aborts, erases and forgets",
          "[tabs]") {
  Shop shop;
  shop.status.reset();
  shop.take(tcf("tcloaded", kAll));
  shop.track("flying");
  shop.tell("flush");
  shop.track("queued");
  REQUIRE(shop.take(withdrawn({"analytics", "ads"})) == Status::Ok);
  CHECK(shop.actions("abort").size() == 1);
  CHECK(shop.storage.empty());
  CHECK(shop.purposes() == Json({{"analytics", "denied"}, {"ads", "denied"}}));
  const Json status = shop.actions("consent").back()["status"];
  CHECK(status["purposes"]["ads"]["why"] == "withdrawn in another tab");
  shop.track("after");
  shop.pass(10 * 60 * 1000);
  CHECK(shop.names(0) == Json({"flying"}));
  // The tab where it happened tells the others, and destinations.
  CHECK(told_tabs(shop).empty());
  for (const Json& event : shop.sent_to(0)) {
    CHECK(event["event"]["name"] != "consent_withdrawn");
  }
}

TEST_CASE("tabs: of a withdrawal in another tab only its purposes are denied",
          "[tabs]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  shop.take(withdrawn({"ads", "another"}));
  CHECK(shop.purposes() == Json({{"analytics", "granted"}, {"ads", "denied"}}));
  shop.track("after");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"after"}));
}

TEST_CASE("tabs: a tab under another policy does not listen", "[tabs]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  CHECK(shop.take(withdrawn({"ads"}, "blog")) == Status::NotCounted);
  CHECK(shop.purposes()["ads"] == "granted");
}

TEST_CASE(
    "tabs: what nobody was asked about is denied, too, and what waits "
    "for a choice is dropped",
    "[tabs]") {
  SECTION("not asked") {
    Shop shop(Json{{"region", "US-TX"}});
    shop.take(withdrawn({"analytics"}));
    CHECK(shop.purposes()["analytics"] == "denied");
  }
  SECTION("unknown") {
    Shop shop;
    shop.track("held");
    shop.take(withdrawn({"analytics"}));
    shop.take(tcf("useractioncomplete", kAll));
    shop.tell("flush");
    CHECK(shop.names(0).empty());
  }
}

TEST_CASE("tabs: only a new yes of this tab's own opens again", "[tabs]") {
  Json policy = make_policy();
  policy["regimes"][1]["purposes"]["analytics"]["decide"] = {"tcf", "site"};
  Shop shop(Json::object(), policy);
  shop.take(tcf("tcloaded", kAll));
  shop.take(withdrawn({"analytics", "ads"}));
  SECTION("a dialog that is opened grants nothing") {
    shop.take(tcf("cmpuishown", kAll));
    CHECK(shop.purposes()["analytics"] == "denied");
  }
  SECTION("nor does a choice about something else") {
    shop.consent({{"b", false}});
    CHECK(shop.purposes()["analytics"] == "denied");
  }
  SECTION("a choice does") {
    shop.take(tcf("useractioncomplete", {1, 8}));
    CHECK(shop.purposes() ==
          Json({{"analytics", "granted"}, {"ads", "denied"}}));
    shop.track("after");
    shop.tell("flush");
    CHECK(shop.names(0) == Json({"after"}));
  }
}

TEST_CASE("tabs: of Consent Mode an update opens again, a default does not",
          "[tabs]") {
  Json policy = make_policy();
  policy["signals"]["gcm"] = {{"read", "gcm"},
                              {"map", {{"ads", "ad_storage"}}}};
  policy["regimes"][2]["purposes"]["ads"] = {{"decide", {"gcm"}},
                                             {"else", "denied"}};
  const auto mode = [](const char* command) {
    return Json{{"fact", "signal"},
                {"signal", "gcm"},
                {"command", command},
                {"choices", {{"ad_storage", "granted"}}}};
  };
  Shop shop(Json{{"region", "US-TX"}}, policy);
  shop.take(mode("default"));
  CHECK(shop.purposes()["ads"] == "not asked");
  shop.take(withdrawn({"ads"}));
  shop.take(mode("default"));
  CHECK(shop.purposes()["ads"] == "denied");
  shop.take(mode("update"));
  CHECK(shop.purposes()["ads"] == "granted");
}

}  // namespace
}  // namespace sluice::test
