#include <catch2/catch.hpp>

#include "envelope.hpp"
#include "host.hpp"
#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

// A collector that takes one event a request.
const Json kSingly = Json::parse(R"json({
  "destination": 1, "name": "t", "url": "$config.endpoint",
  "row": {"n": "$event.name"}, "events": {"*": {"x": 1}},
  "limits": {"events": 1}
})json");

// By someone who allows all, under a policy that keeps a queue.
void visit(Host& host, Json options = Json::object()) {
  options["policy"] = "opt-in";
  host.start(options);
  host.consent({{"analytics", true}, {"ads", true}});
  host.tell("flush");  // signals are heard together, before anything else
}

TEST_CASE(
    "network: complaint 31, what failed while offline is not tried again "
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
    host.track("large", {{"pad", std::string(3800, 'x') + std::to_string(i)}});
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
  const Json body = read_envelope<Json>(text);
  REQUIRE(body["events"].size() == 2);
  host.pass(kFlushMs);
  CHECK(host.events()[0]["event"]["id"] == body["events"][0]["event"]["id"]);
  REQUIRE(host.actions("defer").size() == 2);
  CHECK_FALSE(host.actions("defer")[1].contains("url"));
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("exit: what may no longer leave is no longer deferred", "[exit]") {
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

// A request that outlives its page has nobody to hear how it was answered.
TEST_CASE(
    "exit: what is on its way to a failing collector while the "
    "page is left is stored too, leased for as long as it may take",
    "[exit]") {
  Host host;
  visit(host);
  host.status = 503;
  host.track("late", Json::object(), true);
  host.status.reset();
  host.pass(5000);
  REQUIRE(host.sent().size() == 2);
  host.tell("hidden");
  REQUIRE(host.queue.size() == 1);
  Host next;
  next.queue = host.queue;
  next.pass(5000);
  visit(next);
  next.pass(kExitLeaseMs - 1);
  CHECK(next.sent().empty());
  next.pass(1);
  REQUIRE(next.sent().size() == 1);
  CHECK(next.sent()[0]["events"] == host.sent()[0]["events"]);

  SECTION("a page that lives on lets go of it when it was taken") {
    host.answer(1, 200);
    CHECK(host.queue.empty());
  }
  SECTION("or gives it to whoever comes next when it was not") {
    host.answer(1, 503);
    Host other;
    other.queue = host.queue;
    visit(other);
    CHECK(other.sent().size() == 1);
  }
}

TEST_CASE(
    "exit: what is on its way is not stored for a collector that would "
    "count it twice",
    "[exit]") {
  Json description = kSingly;
  const std::string said = GENERATE("nothing", "null", "\"$event.id\"");
  const bool knows_ids = said.front() == '"';
  if (said != "nothing") description["dedupe"] = Json::parse(said);
  Host host;
  visit(host,
        {{"destination", description}, {"endpoint", "https://c.example"}});
  host.status = 503;
  host.track("late", Json::object(), true);
  host.status.reset();
  host.pass(5000);
  host.tell("hidden");
  CHECK(host.queue.size() == (knows_ids ? 1U : 0U));
}

TEST_CASE("exit: what is stored fits the requests of its destination",
          "[exit]") {
  Host host;
  visit(host, {{"destination", kSingly}, {"endpoint", "https://c.example"}});
  host.status = 503;
  host.track("first", Json::object(), true);
  host.track("second");
  host.track("third");
  host.tell("offline");
  host.tell("hidden");
  CHECK(host.queue.size() == 3);
}

TEST_CASE(
    "exit: what is on its way to a collector that took all is "
    "sent once",
    "[exit]") {
  Host host;
  visit(host);
  host.status.reset();
  host.track("fine", Json::object(), true);
  host.tell("hidden");
  CHECK(host.sent().size() == 1);
  CHECK(host.queue.empty());
}

TEST_CASE(
    "exit: complaint 1, once the page is left every event goes at once, "
    "whatever its collector said before",
    "[exit]") {
  Host host;
  host.status = 503;
  host.start();
  host.track("a");
  host.tell("flush");
  host.take({{"fact", "hidden"}, {"left", true}});
  const auto before = host.actions("send").size();
  host.track("in pagehide, behind our own listener");
  CHECK(host.actions("send").size() > before);
}

// WebKit keeps the connection of a keepalive request that was aborted.
TEST_CASE("exit: a page that stays asks a failing collector without keepalive",
          "[exit]") {
  Host host;
  host.status.reset();
  host.start();
  host.track("a");
  host.tell("flush");
  CHECK(host.actions("send").back()["keepalive"] == true);
  host.answer(1, 0);
  host.pass(kRetryBaseMs);
  CHECK(host.actions("send").size() == 2);
  CHECK(host.actions("send").back()["keepalive"] == false);
  host.tell("hidden");
  CHECK(host.actions("abort").size() == 1);
  CHECK(host.actions("send").back()["keepalive"] == true);
}

}  // namespace
}  // namespace sluice::test
