#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE("opt-in: nothing is sent, loaded or stored before a choice",
          "[consent]") {
  Host host;
  REQUIRE(host.start({{"policy", "opt-in"}}) == Status::Ok);
  host.page("https://shop.example/?utm_source=nl&gclid=1");
  host.track("a", {{"x", 1}}, true);
  host.tell("flush");
  host.tell("hidden");
  host.pass(60 * 1000);
  for (const auto* kind : {"send", "load", "store", "erase"}) {
    CHECK(host.actions(kind).empty());
  }
}

TEST_CASE("opt-in: consent loads first, then releases", "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/");
  host.consent({{"analytics", true}});
  CHECK(host.actions("load").size() == 1);
  host.tell("flush");
  REQUIRE(host.events().size() == 1);
  CHECK(host.last()["visitor"]["id"] == host.storage["sluice.visitor"]["id"]);
  CHECK(host.last()["session"]["id"] == host.storage["sluice.session"]["id"]);
}

TEST_CASE("withdrawal: queue, storage and ids go in one step", "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}});
  host.track("first");
  host.tell("flush");
  const Json before = host.last();
  host.track("queued");
  host.consent({{"analytics", false}});
  CHECK(host.storage.empty());
  host.tell("flush");
  CHECK(host.events().size() == 1);

  host.consent({{"analytics", true}});
  host.track("later");
  host.tell("flush");
  CHECK(host.last()["event"]["name"] == "later");
  CHECK(host.last()["visitor"]["id"] != before["visitor"]["id"]);
  CHECK(host.last()["session"]["id"] != before["session"]["id"]);
  CHECK(host.stored().back()["dropped"]["withdrawn"] == 1);
}

TEST_CASE("withdrawal: a batch in flight is not tried again", "[consent]") {
  Host host;
  host.status.reset();
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}});
  host.track("a");
  host.tell("flush");
  REQUIRE(host.actions("send").size() == 1);
  host.consent({{"analytics", false}});
  CHECK(host.actions("abort").size() == 1);
  host.pass(10 * 60 * 1000);
  CHECK(host.actions("send").size() == 1);
}

TEST_CASE("withdrawal: of ads takes the queued events that carried click ids",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.track("without");
  host.page("https://shop.example/?gclid=1");
  host.consent({{"ads", false}});
  host.tell("flush");
  REQUIRE(host.events().size() == 1);
  CHECK(host.last()["event"]["name"] == "without");
}

TEST_CASE("opt-in: a refusal touches no storage", "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/");
  host.consent({{"analytics", false}, {"ads", false}});
  host.track("x");
  host.tell("hidden");
  for (const auto* kind : {"send", "load", "store", "erase"}) {
    CHECK(host.actions(kind).empty());
  }
}

TEST_CASE("withdrawal: of ads takes the click ids from memory and device",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/?gclid=1&utm_id=2");
  host.consent({{"analytics", true}, {"ads", true}});
  REQUIRE(host.storage["sluice.session"].contains("click_id.gclid"));
  host.consent({{"ads", false}});
  CHECK_FALSE(host.storage["sluice.session"].contains("click_id.gclid"));
  CHECK(host.storage["sluice.session"]["utm.id"] == "2");
  host.consent({{"ads", true}});
  host.track("later");
  host.tell("flush");
  CHECK_FALSE(host.last().contains("click_id"));
  CHECK(host.last()["utm"]["id"] == "2");
}

TEST_CASE("opt-in: ads refused before analytics is asked keeps the campaign",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/?utm_id=2&gclid=1");
  host.consent({{"ads", false}});
  host.consent({{"analytics", true}});
  host.track("later");
  host.tell("flush");
  for (const Json& event : host.events()) CHECK(event["utm"]["id"] == "2");
  CHECK_FALSE(host.storage["sluice.session"].contains("click_id.gclid"));
}

TEST_CASE("forget: removes queued and held events, ids and storage",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}});
  host.take({{"fact", "identify"}, {"user", "u-1"}});
  host.track("queued");
  const Json visitor = host.storage["sluice.visitor"]["id"];
  CHECK(host.tell("forget") == Status::Ok);
  const Json forgot = host.actions("forgot").back();
  CHECK(forgot["events"] == 2);
  REQUIRE(forgot["records"].size() == 4);
  CHECK(forgot["records"][0]["key"] == "sluice.visitor");
  CHECK(host.storage.empty());
  host.track("later");
  host.tell("flush");
  REQUIRE(host.events().size() == 1);
  CHECK_FALSE(host.last().contains("user"));
  CHECK_FALSE(host.last().contains("visitor"));
  CHECK(host.last()["event"]["sequence"] == 1);
  CHECK(host.storage.empty());
}

TEST_CASE("forget: under opt-in before a choice the held events go",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.track("held");
  host.tell("forget");
  CHECK(host.actions("forgot").back()["events"] == 1);
  host.consent({{"analytics", true}});
  host.tell("flush");
  CHECK(host.events().empty());
}

TEST_CASE(
    "forget: trackers in other tabs are told, of the same policy, and do "
    "not pass it on",
    "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}});
  host.track("queued");
  host.take({{"fact", "forget"}, {"policy", "another"}});
  CHECK_FALSE(host.storage.empty());
  host.take({{"fact", "forget"}, {"policy", "opt-in"}});
  CHECK(host.storage.empty());
  CHECK(host.actions("forgot").back()["events"] == 1);
  CHECK(host.actions("forget_tabs").empty());
  host.tell("forget");
  REQUIRE(host.actions("forget_tabs").size() == 1);
  CHECK(host.actions("forget_tabs")[0]["policy"] == "opt-in");
}

TEST_CASE("forget: cookieless has no keys to erase", "[consent]") {
  Host host;
  host.start();
  host.track("queued");
  host.tell("forget");
  CHECK(host.actions("forgot").back()["records"].empty());
  CHECK(host.actions("erase").empty());
  CHECK(host.actions("forget_tabs").empty());
}

TEST_CASE("hold: more than its cap is refused, the first are kept",
          "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  for (std::size_t i = 0; i < kMaxHeldEvents; ++i) {
    REQUIRE(host.track("e" + std::to_string(i)) == Status::Ok);
  }
  CHECK(host.track("over") == Status::HoldFull);
  host.consent({{"analytics", true}});
  host.tell("flush");
  host.pass(5000);
  CHECK(host.events().size() == kMaxHeldEvents);
  CHECK(host.events().front()["event"]["name"] == "e0");
  CHECK(host.stored().front()["dropped"]["hold_full"] == 1);
}

TEST_CASE("hold: what waits too long expires, and is counted", "[consent]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.track("old");
  host.pass(kMaxHoldMs - 1000);
  host.track("young");
  host.pass(1000);
  host.consent({{"analytics", true}});
  host.tell("flush");
  REQUIRE(host.events().size() == 1);
  CHECK(host.last()["event"]["name"] == "young");
  CHECK(host.stored().back()["dropped"]["hold_expired"] == 1);
}

}  // namespace
}  // namespace sluice::test
