// What is held, withdrawn and recorded under a policy.
#include <algorithm>
#include <catch2/catch.hpp>

#include "shop.hpp"
#include "sluice/base/sha256.hpp"

namespace sluice::test {
namespace {

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

TEST_CASE("policy: after a withdrawal events go on as the regime says",
          "[policy]") {
  Json policy = make_policy();
  policy["regimes"][1]["withdrawal"]["then"] = "cookieless";
  policy["destinations"]["own"]["cookieless"] = true;
  Shop shop(Json::object(), policy);
  shop.take(tcf("useractioncomplete", {}));
  shop.track("refused");
  shop.take(tcf("useractioncomplete", kAll));
  shop.take(tcf("useractioncomplete", {}));
  shop.track("withdrawn");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"withdrawn"}));
  CHECK_FALSE(shop.sent_to(0).back().contains("visitor"));
}

// GPP is "not ready" while its dialog is open, whatever comes of it.
TEST_CASE(
    "policy: a consent in doubt again lets nothing leave, and erases "
    "nothing",
    "[policy]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  shop.track("before");
  shop.tell("flush");
  shop.track("queued");
  Json doubt = tcf("tcloaded", kAll);
  doubt["applies"] = nullptr;
  shop.take(doubt);
  shop.track("meanwhile");
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"before"}));
  CHECK(shop.storage.contains("v"));
  shop.take(tcf("tcloaded", kAll));
  shop.tell("flush");
  CHECK(shop.names(0) == Json({"before", "meanwhile"}));
  Json sessions = Json::array();
  for (const Json& event : shop.sent_to(0)) {
    if (event.contains("session")) sessions.push_back(event["session"]["id"]);
  }
  REQUIRE(sessions.size() == 2);
  CHECK(sessions[0] == sessions[1]);
}

TEST_CASE("policy: a refusal after a doubt is a withdrawal", "[policy]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  REQUIRE(shop.storage.contains("v"));
  Json doubt = tcf("tcloaded", kAll);
  doubt["applies"] = nullptr;
  shop.take(doubt);
  shop.take(tcf("useractioncomplete", {}));
  CHECK(shop.storage.empty());
  shop.pass(10 * 1000);
  CHECK(shop.sent_to(0).back()["event"]["name"] == "consent_withdrawn");
}

TEST_CASE("policy: after forget() the page keeps nothing any more",
          "[policy]") {
  Shop shop;
  shop.take(tcf("tcloaded", kAll));
  REQUIRE(shop.storage.contains("v"));
  shop.tell("forget");
  REQUIRE(shop.storage.empty());
  shop.take(tcf("tcloaded", {1, 8}));
  shop.track("after");
  shop.tell("flush");
  CHECK(shop.storage.empty());
  CHECK_FALSE(shop.sent_to(0).back().contains("visitor"));
}

TEST_CASE("policy: an id that one destination may keep is not forgotten",
          "[policy]") {
  Json policy = make_policy();
  policy["fields"][1] = Json::parse(
      R"({"path": "visitor.id", "if": "ads", "do": "allow", "to": "partner"})");
  policy["fields"].push_back(
      Json::parse(R"({"path": "visitor.id", "if": "analytics",
                      "do": "allow"})"));
  Shop shop(Json::object(), policy);
  shop.take(tcf("tcloaded", kAll));
  shop.take(tcf("useractioncomplete", {1, 8}));  // no ads
  shop.track("after");
  shop.tell("flush");
  CHECK(shop.sent_to(0).back()["visitor"].contains("id"));
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
  CHECK(first["number"] == 1);
  CHECK(receipts[1]["number"] == 2);
  CHECK(receipts[1]["previous"] == first["hash"]);
}

TEST_CASE("policy: each destination has a chain of receipts without gaps",
          "[policy]") {
  Json policy = make_policy();
  policy["receipt"]["to"] = {"own", "partner"};
  Shop shop(Json::object(), policy);
  shop.take(tcf("tcloaded", {1, 8}));  // the partner is not told
  shop.take(tcf("useractioncomplete", kAll));
  shop.tell("flush");
  REQUIRE(shop.sent_to(1).size() == 1);
  CHECK(shop.receipts().back()["number"] == 2);
  CHECK(shop.sent_to(1)[0]["receipt"]["number"] == 1);
  CHECK_FALSE(shop.sent_to(1)[0]["receipt"].contains("previous"));
}

// A destination that needs no purpose: it may have what nobody consented to.
Json with_audit() {
  Json policy = make_policy();
  policy["regimes"][1]["withdrawal"].erase("tell");
  policy["destinations"]["audit"] = {{"url", "https://own.example/audit"},
                                     {"party", "self"},
                                     {"events", "consent_*"}};
  policy["receipt"]["to"] = {"own", "audit"};
  return policy;
}
// By name.
constexpr int kAudit = 0;
constexpr int kOwn = 1;

TEST_CASE("policy: a refusal leaves a receipt where no consent is needed",
          "[policy]") {
  Shop shop(Json{{"region", "FR"}}, with_audit());
  shop.track("held");
  shop.tell("flush");
  CHECK(shop.untouched());  // nobody has decided
  shop.take(tcf("useractioncomplete", {}));
  shop.tell("flush");
  CHECK(shop.sent_to(kOwn).empty());
  const auto told = shop.sent_to(kAudit);
  REQUIRE(told.size() == 1);
  CHECK(told[0]["event"]["name"] == "consent_receipt");
  CHECK(told[0]["receipt"]["purposes"]["analytics"]["state"] == "denied");
  // One event, on its way to each of three.
  CHECK(told[0]["receipt"]["events"]["dropped"] == 3);
  // Nothing but the record, by which nobody is known.
  CHECK(told[0].size() == 2);
  CHECK(told[0]["event"].size() == 3);
}

TEST_CASE("policy: grant, withdrawal and change leave a receipt each",
          "[policy]") {
  Shop shop(Json{{"region", "FR"}}, with_audit());
  shop.take(tcf("tcloaded", kAll));
  shop.take(tcf("useractioncomplete", {1, 8}));  // no ads
  shop.take(tcf("useractioncomplete", {}));
  shop.take(tcf("useractioncomplete", {}));  // nothing new
  shop.take(tcf("useractioncomplete", kAll));
  shop.tell("flush");
  std::vector<std::string> states;
  for (const Json& event : shop.sent_to(kAudit)) {
    CHECK(event["event"]["name"] == "consent_receipt");
    const Json& purposes = event["receipt"]["purposes"];
    states.push_back(purposes["analytics"]["state"].get<std::string>() + " " +
                     purposes["ads"]["state"].get<std::string>());
  }
  CHECK(states == std::vector<std::string>{"granted granted", "granted denied",
                                           "denied denied", "granted granted"});
}

// What is permitted stays the same: only now someone says so.
TEST_CASE("policy: a choice that changes no permission leaves a receipt",
          "[policy]") {
  Json policy = with_audit();
  policy["regimes"][2]["purposes"]["analytics"]["decide"] = {"site"};
  Shop shop(Json{{"region", "US-CA"}}, policy);
  shop.take(gpp(true, 0));
  shop.consent({{"a", true}});
  shop.consent({{"a", true}});
  shop.tell("flush");
  std::vector<std::string> states;
  for (const Json& event : shop.sent_to(kAudit)) {
    states.push_back(event["receipt"]["purposes"]["analytics"]["state"]);
  }
  CHECK(states.front() == "not asked");
  CHECK(states.back() == "granted");
  CHECK(std::count(states.begin(), states.end(), "granted") == 1);
}

TEST_CASE(
    "policy: where nothing is permitted before or after, a refusal by "
    "the visitor leaves a receipt all the same",
    "[policy]") {
  Json policy = with_audit();
  for (const auto* purpose : {"analytics", "ads"}) {
    policy["regimes"][1]["purposes"][purpose] = {{"decide", {"site"}},
                                                 {"else", "denied"}};
  }
  Shop shop(Json{{"region", "FR"}}, policy);
  shop.consent({{"a", false}});
  shop.tell("flush");
  const auto told = shop.sent_to(kAudit);
  REQUIRE(told.size() == 2);  // what holds without a choice, and the choice
  CHECK(told[0]["receipt"]["purposes"]["analytics"]["why"] ==
        "nothing decided");
  CHECK(told[1]["receipt"]["purposes"]["analytics"]["why"] ==
        "the visitor refused");
}
}  // namespace
}  // namespace sluice::test
