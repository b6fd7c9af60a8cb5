// What signals of consent make the whole core do.
#include <catch2/catch.hpp>

#include "shop.hpp"

namespace sluice::test {
namespace {

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

TEST_CASE(
    "complaint 13: consent two minutes later credits the campaign, "
    "once, to the landing",
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
        Json({{"analytics", "not asked"}, {"ads", "denied"}}));
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
  shop.pass(1);
  shop.consent({{"b", true}}, true);
  CHECK(shop.purposes()["ads"] == "granted");
  // And a choice about something else does not take it back.
  shop.consent({{"a", true}});
  CHECK(shop.purposes()["ads"] == "granted");
}

// Whoever comes late tells of an older choice; nobody says how old.
TEST_CASE(
    "policy: a yes that a platform only tells again does not stand "
    "against GPC",
    "[policy]") {
  Json policy = make_policy();
  policy["signals"]["klaro"] = {{"read", "klaro"}, {"map", {{"ads", "b"}}}};
  policy["regimes"][2]["purposes"]["ads"]["veto"][0]["unless"] =
      "klaro.explicit";
  const auto klaro = [](bool ready, bool yes) {
    return Json{{"fact", "signal"},
                {"signal", "klaro"},
                {"choices", {{"b", yes}}},
                {"ready", ready},
                {"explicit", ready}};
  };
  for (const bool was_asked_here : {false, true}) {
    Shop shop(Json{{"region", "US-CA"}}, policy);
    shop.take(gpp(true, 2));
    shop.take(gpc(true));
    shop.pass(5000);
    if (was_asked_here) shop.take(klaro(false, false));
    shop.take(klaro(true, true));
    CHECK(shop.purposes()["ads"] == (was_asked_here ? "granted" : "denied"));
  }
}

TEST_CASE(
    "policy: Consent Mode's defaults wait for the region that they are "
    "for",
    "[policy]") {
  Json policy = make_policy();
  policy["signals"]["gcm"] = {{"read", "gcm"},
                              {"map", {{"ads", "ad_storage"}}}};
  policy["regimes"][2]["purposes"]["ads"] = {{"decide", {"gcm"}}};
  const auto mode = [](const char* state, Json regions) {
    return Json{{"fact", "signal"},
                {"signal", "gcm"},
                {"command", "default"},
                {"choices", {{"ad_storage", state}}},
                {"region", std::move(regions)}};
  };
  for (const auto* region : {"US-CA", "US-TX"}) {
    Host host;
    host.take({{"fact", "start"},
               {"seed", "0123456789abcdef0123456789abcdef"},
               {"awaits_region", true},
               {"config", {{"endpoint", "/c"}, {"policy", policy}}}});
    host.take(mode("granted", {"US"}));
    host.take(mode("denied", {"US-CA"}));
    host.tell("visible");
    host.take({{"fact", "region"}, {"region", region}});
    const Json status = host.actions("consent").back()["status"];
    const bool is_california = std::string(region) == "US-CA";
    CHECK(status["purposes"]["ads"]["state"] ==
          (is_california ? "unknown" : "not asked"));
  }
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

TEST_CASE("complaint 14: four flips leave what the last one allows",
          "[policy]") {
  Shop shop;
  for (int i = 0; i < 4; ++i) {
    shop.take(
        tcf("useractioncomplete", i % 2 == 0 ? kAll : std::vector<int>{}));
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

}  // namespace
}  // namespace sluice::test
