// What a page had of the stored queue, when it is left.
#include <catch2/catch.hpp>

#include "device.hpp"

namespace sluice::test {
namespace {

TEST_CASE(
    "stored queue: what a page has of it outlives storage that another "
    "script cleared",
    "[stored_queue]") {
  Device device;
  const Json late = device.leave_one();
  Host holder;
  holder.status = 503;
  device.visit(holder);
  REQUIRE(holder.sent().size() == 1);
  holder.queue.clear();
  SECTION("kept anew when the page is left") {
    device.end(holder);
    REQUIRE(device.queue.size() == 1);
    Host next;
    device.visit(next);
    CHECK(next.last() == late);
    CHECK(next.queue.empty());
  }
  SECTION("kept anew, too, while its request is under way") {
    holder.status.reset();
    holder.pass(10'000);
    REQUIRE(holder.sent().size() == 2);
    device.end(holder);
    REQUIRE(device.queue.size() == 1);
    Host next;
    next.jump_wall(60'000);
    device.visit(next);
    CHECK(next.last() == late);
    CHECK(next.queue.empty());
  }
  SECTION("sent then, where the device refuses") {
    holder.storage_fails = true;
    holder.status = 200;
    holder.tell("hidden");
    CHECK(holder.sent().size() == 2);
    CHECK(holder.last() == late);
  }
}

TEST_CASE("stored queue: what a page that was left gives back is anybody's",
          "[stored_queue]") {
  Device device;
  (void)device.leave_one();
  Host holder;
  holder.status.reset();
  device.visit(holder);
  holder.tell("hidden");
  holder.answer(1, 429, 47'000);
  REQUIRE(holder.queue.size() == 1);
  CHECK(holder.queue.begin()->second.starts_with("0000000000000{"));
}

}  // namespace
}  // namespace sluice::test
