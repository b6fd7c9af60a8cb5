#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE("network: complaint 31, what failed while offline is not tried again "
          "before there is a network",
          "[exit]") {
  Host host;
  host.start();
  host.status = 0;
  host.tell("offline");
  host.track("late", Json::object(), true);
  CHECK(host.sent().size() == 1);
  host.pass(60 * 60 * 1000);
  CHECK(host.sent().size() == 1);
  CHECK_FALSE(host.wake_at());
  host.status = 200;
  host.tell("online");
  CHECK(host.events().size() == 1);
}

TEST_CASE("network: one that is back ends no wait that a collector asked for",
          "[exit]") {
  Host host;
  host.start();
  host.status.reset();
  host.track("late", Json::object(), true);
  host.answer(1, 429, 60'000);
  host.tell("offline");
  host.tell("online");
  host.pass(59'000);
  CHECK(host.sent().size() == 1);
  host.pass(2'000);
  CHECK(host.sent().size() == 2);
}

TEST_CASE("exit: conversions leave first, and bodies fit 64 KiB together",
          "[exit]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.status.reset();
  for (int i = 0; i < 30; ++i) {
    host.track("large", {{"pad", std::string(3800, 'x')}});
  }
  host.tell("hidden");
  std::size_t bytes = 0;
  for (const Json& send : host.actions("send")) {
    CHECK(send["keepalive"] == true);
    bytes += send["body"].get<std::string>().size();
  }
  CHECK(bytes <= kMaxExitKeepalive);
  CHECK(bytes > kMaxExitKeepalive - 2 * 16 * 1024);
  CHECK_FALSE(host.actions("stash").empty());
}

// Visits by a browser that sends for pages that die.
void open_deferring(Host& host) {
  host.start({{"policy", "opt-in"}}, "https://shop.example/",
             {{"defers", true}});
  host.consent({{"analytics", true}, {"ads", true}});
}

TEST_CASE("exit: what waits is deferred once, and taken back when it is sent",
          "[exit]") {
  Host host;
  open_deferring(host);
  host.track("one");
  host.track("two");
  CHECK(host.actions("defer").empty());
  host.pass(kDeferMs);
  REQUIRE(host.actions("defer").size() == 1);
  const std::string text = host.actions("defer")[0]["body"];
  const Json body = Json::parse(text);
  REQUIRE(body["events"].size() == 2);
  host.pass(kFlushMs);
  CHECK(host.events()[0]["event"]["id"] == body["events"][0]["event"]["id"]);
  REQUIRE(host.actions("defer").size() == 2);
  CHECK_FALSE(host.actions("defer")[1].contains("url"));
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("exit: what may not leave any more is not deferred, from then on",
          "[exit]") {
  Host host;
  open_deferring(host);
  host.track("one");
  host.pass(kDeferMs);
  host.consent({{"analytics", false}});
  CHECK_FALSE(host.actions("defer").back().contains("url"));
  host.pass(60 * 1000);
  CHECK(host.actions("defer").size() == 2);
}

TEST_CASE("exit: a page that is hidden sends by itself", "[exit]") {
  Host host;
  open_deferring(host);
  host.track("one");
  host.pass(kDeferMs);
  host.tell("hidden");
  CHECK(host.events().size() == 1);
  CHECK_FALSE(host.actions("defer").back().contains("url"));
}

TEST_CASE("exit: a browser that cannot is asked for nothing", "[exit]") {
  Host host;
  host.start();
  host.track("one");
  host.pass(kDeferMs);
  CHECK(host.actions("defer").empty());
}

}  // namespace
}  // namespace sluice::test
