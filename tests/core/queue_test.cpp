#include "sluice/delivery/queue.hpp"

#include <catch2/catch.hpp>
#include <string>

namespace sluice {
namespace {

QueuedEvent make(const std::string& json, bool conversion = false,
                 PurposeMask relied_on = 0) {
  return {Text(json), relied_on, conversion};
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
  queue.push(make("B", true), 0);
  queue.push(make("c"), 0);
  queue.push(make("D", true), 0);
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

TEST_CASE("queue: displaces the oldest that is no conversion", "[queue]") {
  Queue queue;
  CHECK_FALSE(queue.displace(true));
  queue.push(make("A", true), 0);
  queue.push(make("b"), 0);
  queue.push(make("c"), 0);
  CHECK(queue.displace(false));
  CHECK(queue.displace(false));
  CHECK_FALSE(queue.displace(false));
  CHECK(queue.size() == 1);
  CHECK(queue.displace(true));
  CHECK(queue.size() == 0);
}

TEST_CASE("queue: purges what relied on a purpose", "[queue]") {
  Queue queue;
  queue.push(make("a", false, 1), 0);
  queue.push(make("b", false, 2), 0);
  queue.push(make("c", true, 3), 0);
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
