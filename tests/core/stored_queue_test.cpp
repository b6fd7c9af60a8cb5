#include <catch2/catch.hpp>

#include "device.hpp"
#include "own_policy.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE(
    "stored queue: complaint 36, what a dead collector would not take "
    "arrives with the next visit, its id and time unchanged",
    "[stored_queue]") {
  Device device;
  const Json late = device.leave_one();
  REQUIRE(device.queue.size() == 1);
  Host next;
  device.visit(next);
  REQUIRE(next.events().size() == 1);
  CHECK(next.last() == late);
  CHECK(next.queue.empty());
}

TEST_CASE(
    "stored queue: nothing is stored while all is well, or without a "
    "record in the policy",
    "[stored_queue]") {
  Device device;
  Host host;
  device.visit(host);
  host.track("fine");
  device.end(host);
  CHECK(host.actions("stash").empty());
  CHECK(host.events().size() == 1);
  Host other;
  other.start();
  other.status = 503;
  other.track("late", Json::object(), true);
  other.tell("hidden");
  CHECK(other.actions("stash").empty());
  CHECK(other.actions("claim").empty());
}

TEST_CASE("stored queue: is not touched before the purpose it needs is granted",
          "[stored_queue]") {
  Device device;
  (void)device.leave_one();
  Host host;
  host.queue = device.queue;
  host.start({{"policy", "opt-in"}});
  host.page("https://shop.example/");
  host.tell("hidden");
  host.tell("visible");
  host.tell("online");
  CHECK(host.actions("claim").empty());
  CHECK(host.sent().empty());
}

TEST_CASE("stored queue: is judged by the policy in force when it is sent",
          "[stored_queue]") {
  Device device;
  const Json late = device.leave_one();
  REQUIRE(late["properties"]["plan"] == "pro");
  Host other;
  device.visit(other, policy_with("", Json()));
  REQUIRE(other.events().size() == 1);
  CHECK(other.last()["event"]["id"] == late["event"]["id"]);
  CHECK_FALSE(other.last().contains("properties"));
  CHECK_FALSE(other.last().contains("page"));

  const Json rules = {{{"name", "other"}, {"needs", "analytics"}}};
  Host none;
  device.visit(none, policy_with("events", rules));
  CHECK(none.sent().empty());
  CHECK(none.queue.empty());
  none.track("other");
  none.tell("flush");
  CHECK(none.sent().back()["dropped"] == Json{{"not_in_policy", 1}});
}

TEST_CASE(
    "stored queue: what cannot be stored stays in memory and is tried "
    "as before",
    "[stored_queue]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.storage_fails = true;
  host.status = 503;
  host.track("late", Json::object(), true);
  CHECK(host.actions("stash").size() == 1);
  host.tell("hidden");
  CHECK(host.actions("stash").size() == 2);
  host.status = 200;
  host.tell("visible");
  host.pass(kRetryMaxMs);
  CHECK(host.events().size() == 1);
}

TEST_CASE("stored queue: withdrawal and forget() empty it", "[stored_queue]") {
  for (const bool forgets : {true, false}) {
    Device device;
    (void)device.leave_one();
    Host host;
    host.queue = device.queue;
    host.queue.begin()->second.replace(0, 13, "1700000000001");
    host.start({{"policy", "opt-in"}});
    host.consent({{"analytics", true}, {"ads", true}});
    host.tell("wake");
    forgets ? host.tell("forget") : host.consent({{"analytics", false}});
    CHECK(host.queue.empty());
    CHECK(host.sent().empty());
  }
}

TEST_CASE(
    "stored queue: complaint 35, forget() empties what no page was "
    "permitted to read yet",
    "[stored_queue]") {
  Device device;
  (void)device.leave_one();
  Host host;
  host.queue = device.queue;
  host.start({{"policy", "opt-in"}});
  host.tell("forget");
  CHECK(host.queue.empty());
}

TEST_CASE(
    "stored queue: complaint 35, withdrawal empties what was stored since "
    "forget()",
    "[stored_queue]") {
  Device device;
  Host host;
  device.visit(host);
  host.tell("forget");
  host.status = 503;
  host.track("late", {}, true);
  host.tell("hidden");
  REQUIRE(host.queue.size() == 1);
  host.consent({{"analytics", false}});
  CHECK(host.queue.empty());
}

TEST_CASE("stored queue: no batch is larger than a fact that brings it back",
          "[stored_queue]") {
  Device device;
  Host host;
  device.visit(host);
  host.status.reset();
  const std::string text(200, '"');
  for (int i = 0; i < 90; ++i) host.track("e", {{"a", text}, {"b", text}});
  host.tell("flush");
  host.answer(1, 503);
  host.pass(kRetryMaxMs);
  REQUIRE(host.actions("send").size() == 2);  // half of them is on its way
  host.tell("hidden");
  CHECK(host.actions("abort").size() == 1);
  CHECK(host.queue.size() >= 4);
  for (const auto& [id, kept] : host.queue) {
    CHECK(Json(kept).dump().size() < kMaxFactBytes / 3);
  }
}

TEST_CASE("stored queue: what another script wrote there does no harm",
          "[stored_queue]") {
  const std::string id = "018bcfe5-6800-7000-8000-000000000001";
  const std::string free = "0000000000000";
  for (const std::string& text :
       {std::string(), std::string("{}"), free, free + "{", free + "null",
        free + R"({"to":7})", free + R"({"to":"collector","events":7})",
        free + R"({"to":"collector","since":-5,"events":["{",7,"{}"],
                   "dropped":{"denied":-1,"gave_up":1e99},"cut":"x"})"}) {
    Device device;
    device.queue[id] = text;
    Host host;
    device.visit(host);
    INFO(text);
    CHECK(host.events().empty());
    host.track("fine");
    host.tell("flush");
    CHECK(host.events().size() == 1);
  }
}

TEST_CASE("stored queue: what is older than a day is given up, and counted",
          "[stored_queue]") {
  Device device;
  (void)device.leave_one();
  Host host;
  host.queue = device.queue;
  host.jump_wall(kMaxRetryAgeMs + 1);
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.tell("wake");
  CHECK(host.queue.empty());
  host.track("fine");
  host.tell("flush");
  CHECK(host.sent().back()["dropped"] == Json{{"gave_up", 1}});
}

TEST_CASE("stored queue: keeps what would leave without a network",
          "[stored_queue]") {
  Device device;
  Host host;
  device.visit(host);
  host.tell("offline");
  host.track("late");
  device.end(host);
  CHECK(host.sent().empty());
  Host next;
  device.visit(next);
  CHECK(next.last()["event"]["name"] == "late");
}

TEST_CASE(
    "stored queue: what is missing is told by the next visit, if the "
    "last one had nothing more to send",
    "[stored_queue]") {
  Device device;
  Host host;
  device.visit(host);
  (void)host.take({{"fact", "lost"}, {"events", 7}});
  device.end(host);
  CHECK(host.sent().empty());
  REQUIRE(device.queue.size() == 1);
  Host next;
  device.visit(next);
  CHECK(next.sent().empty());
  next.track("fine");
  next.tell("flush");
  CHECK(next.sent().back()["dropped"] == Json{{"queue_full", 7}});
  CHECK(next.queue.empty());
}

TEST_CASE(
    "stored queue: no batch is made to say that the policy wants no event",
    "[stored_queue]") {
  Host host;
  Device device;
  const Json orders = {{{"name", "order"}, {"needs", "analytics"}}};
  device.visit(host, policy_with("events", orders));
  host.track("look");
  device.end(host);
  CHECK(host.actions("stash").empty());
}

}  // namespace
}  // namespace sluice::test
