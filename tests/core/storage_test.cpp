#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

constexpr auto kVisitorId = "018bcfe5-6800-7000-8000-000000000001";
constexpr auto kSessionId = "018bcfe5-6800-7000-8000-000000000002";

Json visitor(double created_ms) {
  return {{"id", kVisitorId}, {"created", created_ms}};
}

Json session(double started_ms, double active_ms) {
  return {{"id", kSessionId},
          {"started", started_ms},
          {"active", active_ms},
          {"utm.source", "kept"}};
}

// What an event carries when the device held this.
Json event_with(Json visitor_record, Json session_record,
                const std::string& url = "https://shop.example/") {
  Host host;
  host.storage = {{"sluice.visitor", visitor_record},
                  {"sluice.session", session_record}};
  host.start({{"policy", "opt-in"}});
  host.page(url);
  host.consent({{"analytics", true}});
  host.tell("flush");
  return host.last();
}

TEST_CASE("storage: visitor and session are picked up, campaign included",
          "[storage]") {
  const double now = kStartWallMs;
  const Json event = event_with(visitor(now - 1), session(now - 2, now - 1));
  CHECK(event["visitor"]["id"] == kVisitorId);
  CHECK(event["session"]["id"] == kSessionId);
  CHECK(event["session"]["started"] == now - 2);
  CHECK(event["utm"]["source"] == "kept");
  CHECK(event["campaign"]["source"] == "kept");
}

TEST_CASE("storage: a new campaign wins over the one kept", "[storage]") {
  const double now = kStartWallMs;
  const Json event = event_with(visitor(now), session(now, now),
                                "https://shop.example/?utm_medium=ad");
  CHECK(event["utm"] == Json{{"medium", "ad"}});
}

TEST_CASE("storage: a session that is over is not gone on with", "[storage]") {
  const double now = kStartWallMs;
  const Json event =
      event_with(visitor(now), session(now - 1, now - kSessionIdleMs - 1));
  CHECK(event["session"]["id"] != kSessionId);
  CHECK_FALSE(event.contains("utm"));
}

TEST_CASE("storage: a visitor is known for 13 months and not renewed",
          "[storage]") {
  const double now = kStartWallMs;
  CHECK(event_with(visitor(now - kVisitorMaxMs), Json())["visitor"]["id"] ==
        kVisitorId);
  CHECK(event_with(visitor(now - kVisitorMaxMs - 1), Json())["visitor"]["id"] !=
        kVisitorId);
}

TEST_CASE("storage: what another script wrote there is not taken",
          "[storage]") {
  const double now = kStartWallMs;
  const double day = 24 * 60 * 60 * 1000;
  for (const Json& record :
       {Json("text"), Json(7), Json::array(), Json{{"id", kVisitorId}},
        Json{{"id", "<script>"},
             {"created", now},
             {"started", now},
             {"active", now}},
        Json{{"id", kVisitorId},
             {"created", -1},
             {"started", -1},
             {"active", 0}},
        Json{{"id", kVisitorId},
             {"created", now + day + 1},
             {"started", now + day + 1},
             {"active", now}}}) {
    const Json event = event_with(record, record);
    INFO(record.dump());
    CHECK(event["visitor"]["id"] != record);
    CHECK(event["visitor"]["id"] != kVisitorId);
    CHECK(event["session"]["id"] != kVisitorId);
  }
}

TEST_CASE("storage: that throws costs the ids, not the events", "[storage]") {
  Host host;
  host.storage_fails = true;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/");
  host.consent({{"analytics", true}});
  host.tell("flush");
  REQUIRE(host.events().size() == 1);
  CHECK_FALSE(host.last().contains("visitor"));
  CHECK(host.last().contains("session"));
  CHECK(host.reports() == std::vector<std::string>{"storage_failed"});
  CHECK(host.actions("store").empty());
}

TEST_CASE("storage: a session's activity is written once a minute at most",
          "[storage]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}});
  const auto writes = [&] {
    std::size_t count = 0;
    for (const Json& store : host.actions("store")) {
      count += store["key"] == "sluice.session" ? 1 : 0;
    }
    return count;
  };
  for (int second = 0; second < 59; ++second) {
    host.track("e");
    host.pass(1000);
  }
  CHECK(writes() == 1);
  host.tell("hidden");
  CHECK(writes() == 2);
  CHECK(host.storage["sluice.session"]["active"] == kStartWallMs + 58 * 1000);
}

TEST_CASE("storage: click ids are kept only while ads are granted",
          "[storage]") {
  for (const bool ads : {true, false}) {
    Host host;
    host.start({{"policy", "opt-in"}});
    host.page("https://shop.example/?gclid=1&utm_id=2");
    host.consent({{"analytics", true}, {"ads", ads}});
    const Json record = host.storage["sluice.session"];
    CHECK(record.contains("click_id.gclid") == ads);
    CHECK(record["utm.id"] == "2");
  }
}

TEST_CASE(
    "storage: an answer that nobody asked for, or no more, changes nothing",
    "[storage]") {
  Host host;
  host.start();
  CHECK(host.take({{"fact", "loaded"}, {"values", Json::object()}}) ==
        Status::NotCounted);
}

}  // namespace
}  // namespace sluice::test
