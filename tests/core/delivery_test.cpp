#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE("delivery: a due batch leaves in the next task, not in track()",
          "[delivery]") {
  Host host;
  host.start();
  for (std::size_t i = 0; i < kFlushEvents; ++i) host.track("e");
  CHECK(host.actions("send").empty());
  CHECK(host.wake_at() == 0);
  host.pass(0);
  CHECK(host.events().size() == kFlushEvents);
}

TEST_CASE("delivery: three seconds after the first event, without another",
          "[delivery]") {
  Host host;
  host.start();
  host.track("e");
  host.pass(kFlushMs - 1);
  CHECK(host.actions("send").empty());
  host.pass(1);
  CHECK(host.events().size() == 1);
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("delivery: a conversion leaves at once, and what waits with it",
          "[delivery]") {
  Host host;
  host.start();
  host.track("before");
  host.track("purchase", {{"value", "19.90"}}, true);
  REQUIRE(host.events().size() == 2);
  CHECK(host.events().front()["event"]["name"] == "purchase");
  CHECK(host.events().front()["event"]["conversion"] == true);
}

TEST_CASE("delivery: no wake is asked for while there is nothing to do",
          "[delivery]") {
  Host host;
  host.start();
  CHECK(host.actions("wake").empty());
  host.track("e");
  host.tell("flush");
  CHECK_FALSE(host.wake_at());
  CHECK(host.actions("wake").size() == 2);  // asked for, and taken back
}

TEST_CASE("delivery: a hidden page sends, and each event after it at once",
          "[delivery]") {
  Host host;
  host.start();
  host.track("a");
  host.tell("hidden");
  CHECK(host.events().size() == 1);
  CHECK(host.actions("send").back()["keepalive"] == true);
  host.track("in pagehide, behind our own listener");
  CHECK(host.events().size() == 2);
  host.tell("visible");
  host.track("back");
  CHECK(host.events().size() == 2);
}

TEST_CASE("delivery: leaving tries what waits for a retry, once",
          "[delivery]") {
  Host host;
  host.status = 503;
  host.start();
  host.track("a");
  host.tell("flush");
  CHECK(host.actions("send").size() == 1);
  host.tell("hidden");
  CHECK(host.actions("send").size() == 2);
  host.track("b");
  CHECK(host.actions("send").size() == 2);
}

TEST_CASE("delivery: a collector that comes back gets everything once",
          "[delivery]") {
  Host host;
  host.status = 503;
  host.start();
  for (int i = 0; i < 60; ++i) {
    host.track("e", {{"i", i}});
    host.pass(100);
  }
  host.status = 200;
  host.pass(10 * 60 * 1000);
  CHECK(host.events().size() == 60);
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("delivery: Retry-After holds all requests back", "[delivery]") {
  Host host;
  host.status.reset();
  host.start();
  host.track("a");
  host.tell("flush");
  host.answer(1, 429, 30000.0);
  host.track("b", {}, true);
  host.tell("flush");
  host.pass(29999);
  CHECK(host.actions("send").size() == 1);
  host.pass(1);
  CHECK(host.actions("send").size() == 2);
  host.answer(1, 200);
  CHECK(host.actions("send").size() == 3);
}

TEST_CASE("delivery: the developer is told what the collector answered",
          "[delivery]") {
  const auto [status, code] = GENERATE(table<int, std::string>({
      {0, "delivery_failed"},
      {503, "delivery_failed"},
      {404, "delivery_refused"},
      {400, "delivery_refused"},
  }));
  Host host;
  host.status = status;
  host.start();
  host.track("e");
  host.tell("flush");
  REQUIRE_FALSE(host.reports().empty());
  CHECK(host.reports().back() == code);
}

TEST_CASE(
    "delivery: 10,000 calls in one task stay bounded, and are accounted "
    "for",
    "[delivery]") {
  Host host;
  host.status.reset();
  host.start({{"rateLimit", false}});
  std::size_t displaced = 0;
  for (int i = 0; i < 10000; ++i) host.track("e", {{"i", i}});
  host.status = 200;
  for (const Json& action : host.actions("send")) {
    host.answer(action["batch"], 200);
  }
  host.track("last");  // tells what is missing
  host.pass(60000);
  for (const Json& batch : host.stored()) {
    if (batch.contains("dropped")) {
      displaced += batch["dropped"]["queue_full"].get<std::size_t>();
    }
  }
  CHECK(host.events().size() >= kMaxQueueEvents);
  CHECK(host.events().size() + displaced == 10001);
}

TEST_CASE("delivery: an answer that makes no sense is refused", "[delivery]") {
  Host host;
  host.start();
  for (const Json& fact :
       {Json{{"fact", "sent"}}, Json{{"fact", "sent"}, {"batch", 1}},
        Json{{"fact", "sent"}, {"batch", 0}, {"status", 200}},
        Json{{"fact", "sent"}, {"batch", 1}, {"status", 1e9}}}) {
    CHECK(host.take(fact) == Status::BadFact);
  }
}

TEST_CASE("delivery: the body is the envelope, and says what is missing",
          "[delivery]") {
  Host host;
  host.start();
  host.take({{"fact", "identify"}, {"user", "u"}});
  host.track("e");
  host.tell("flush");
  const Json action = host.actions("send").front();
  CHECK(action["type"] == "text/plain;charset=UTF-8");
  CHECK(action["timeout"] == kTimeoutMs);
  const Json body = host.sent().front();
  CHECK(body["sluice"] == 2);
  CHECK(body["sent_at"] == kStartWallMs);
  CHECK(body["dropped"] == Json{{"not_in_policy", 1}});
}

}  // namespace
}  // namespace sluice::test
