#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

Json session_after(Host& host, double ms) {
  host.pass(ms);
  host.track("e");
  host.tell("flush");
  return host.last()["session"]["id"];
}

TEST_CASE("session: goes on at 30 minutes without an event, ends behind",
          "[session]") {
  Host host;
  host.start();
  const Json first = session_after(host, 0);
  CHECK(session_after(host, kSessionIdleMs) == first);
  CHECK(session_after(host, kSessionIdleMs + 1) != first);
}

TEST_CASE("session: ends after 24 hours, however busy", "[session]") {
  Host host;
  host.start();
  const Json first = session_after(host, 0);
  double passed = 0;
  while (passed + kSessionIdleMs < kSessionMaxMs) {
    passed += kSessionIdleMs;
    REQUIRE(session_after(host, kSessionIdleMs) == first);
  }
  CHECK(session_after(host, kSessionMaxMs - passed) == first);
  CHECK(session_after(host, 1) != first);
}

TEST_CASE("session: says when it started", "[session]") {
  Host host;
  host.start();
  host.track("a");
  host.pass(5000);
  host.track("b");
  host.tell("flush");
  for (const Json& event : host.events()) {
    CHECK(event["session"]["started"] == kStartWallMs);
  }
}

TEST_CASE("session: a clock set back neither ends nor renews it", "[session]") {
  Host host;
  host.start();
  const Json first = session_after(host, 0);
  host.jump_wall(-3600 * 1000);
  CHECK(session_after(host, 0) == first);
}

TEST_CASE("ids: page and sequence belong to one load of the document",
          "[session]") {
  Host host;
  host.start();
  host.page("https://shop.example/");
  host.page("https://shop.example/b", "push");
  host.tell("flush");
  const auto events = host.events();
  REQUIRE(events.size() == 2);
  CHECK(events[0]["page"]["id"] == events[1]["page"]["id"]);
  CHECK(events[0]["event"]["sequence"] == 1);
  CHECK(events[1]["event"]["sequence"] == 2);
  CHECK(events[0]["event"]["id"] != events[1]["event"]["id"]);
}

}  // namespace
}  // namespace sluice::test
