#include "sluice/delivery/queue.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace sluice {
namespace {

using enum Priority;

QueuedEvent make(const std::string& json, Priority priority = Usual,
                 PurposeMask relied_on = 0) {
  return {Text(json), relied_on, priority};
}

Event named(const char* name, bool conversion = false) {
  Event event;
  event.name = Text(name);
  event.conversion = conversion;
  return event;
}

std::string take_all(Queue& queue) {
  std::string all;
  for (const auto& event : queue.take({.bytes = 1000})) {
    all += std::string_view(event.json);
  }
  return all;
}

TEST_CASE("queue: conversions go first, each kind in order of capture",
          "[queue]") {
  Queue queue;
  queue.push(make("a"), 0);
  queue.push(make("B", Conversion), 0);
  queue.push(make("c"), 0);
  queue.push(make("D", Conversion), 0);
  CHECK(queue.has_conversion());
  CHECK(take_all(queue) == "BDac");
  CHECK_FALSE(queue.has_conversion());
}

TEST_CASE("queue: takes what fits, and at least one", "[queue]") {
  Queue queue;
  for (const auto* json : {"aaaa", "bbbb", "cccc"}) queue.push(make(json), 0);
  CHECK(queue.take({.bytes = 9}).size() == 1);
  CHECK(queue.take({.bytes = 1}).size() == 1);
  CHECK(queue.take({.bytes = 10}).size() == 1);
  CHECK(queue.size() == 0);
}

TEST_CASE("queue: displaces the oldest of those that are worth least",
          "[queue]") {
  Queue queue;
  CHECK_FALSE(queue.displace(Conversion));
  for (const auto* json : {"a", "b"}) queue.push(make(json), 0);
  for (const auto* json : {"x", "y"}) queue.push(make(json, Ambient), 0);
  queue.push(make("c"), 0);
  queue.push(make("A", Conversion), 0);
  CHECK(queue.displace(Usual));
  CHECK(queue.displace(Ambient));
  CHECK_FALSE(queue.displace(Ambient));
  CHECK(queue.displace(Usual));
  CHECK(take_all(queue) == "Abc");
  queue.push(make("A", Conversion), 0);
  CHECK_FALSE(queue.displace(Usual));
  CHECK(queue.displace(Conversion));
  CHECK(queue.size() == 0);
}

TEST_CASE("queue: what is worth least goes last from a page that is left",
          "[queue]") {
  Queue queue;
  queue.push(make("x", Ambient), 0);
  queue.push(make("a"), 0);
  queue.push(make("y", Ambient), 0);
  queue.push(make("b"), 0);
  queue.push(make("A", Conversion), 0);
  queue.put_ambient_last();
  CHECK(take_all(queue) == "Aabxy");
}

TEST_CASE("queue: what a page makes of itself is ambient", "[queue]") {
  for (const auto* name : {"scroll", "impression", "web_vital", "error"}) {
    CHECK(priority_of(named(name)) == Ambient);
  }
  CHECK(priority_of(named("page_view")) == Usual);
  CHECK(priority_of(named("Scroll")) == Usual);
  CHECK(priority_of(named("scroll", true)) == Conversion);
}

TEST_CASE("queue: purges what relied on a purpose", "[queue]") {
  Queue queue;
  queue.push(make("a", Usual, 1), 0);
  queue.push(make("b", Usual, 2), 0);
  queue.push(make("c", Conversion, 3), 0);
  CHECK(queue.purge(2) == 2);
  CHECK(take_all(queue) == "a");
}

TEST_CASE("queue: waits since the first event came into it empty", "[queue]") {
  Queue queue;
  CHECK_FALSE(queue.waiting_since());
  queue.push(make("a"), 5);
  queue.push(make("b"), 9);
  CHECK(queue.waiting_since() == 5);
  (void)queue.take({.bytes = 1000});
  queue.push(make("c"), 12);
  CHECK(queue.waiting_since() == 12);
}

}  // namespace
}  // namespace sluice
