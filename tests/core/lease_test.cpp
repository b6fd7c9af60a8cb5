#include <catch2/catch.hpp>
#include <string>

#include "device.hpp"

namespace sluice::test {
namespace {

constexpr double kHourMs = 60 * 60 * 1000;

TEST_CASE("lease: complaint 5, a batch that another page has leased is left "
          "alone until that is over",
          "[lease]") {
  Device device;
  (void)device.leave_one();
  device.queue.begin()->second.replace(0, 13, "1700000000001");
  Host host;
  device.visit(host);
  CHECK(host.actions("claim").size() == 1);
  CHECK(host.sent().empty());
  host.pass(1);
  CHECK(host.sent().size() == 1);
}

TEST_CASE("lease: a page does not wait for the lease of one that lives",
          "[lease]") {
  Device device;
  (void)device.leave_one();
  const auto [until, is_of_one_that_left] = GENERATE(table<std::string, bool>(
      {{"1700000014999", true}, {"1700000015000", true},
       {"1700000015001", false}}));
  device.queue.begin()->second.replace(0, 13, until);
  Host host;
  device.visit(host);
  CHECK(host.sent().empty());
  CHECK(host.wake_at().has_value() == is_of_one_that_left);
}

TEST_CASE("lease: it is over for a page that slept, however the clock was set",
          "[lease]") {
  Device device;
  (void)device.leave_one();
  Host host;
  host.status = 503;
  device.visit(host);
  REQUIRE(host.sent().size() == 1);
  host.sleep(kHourMs);
  // By less than a lease may last: it may be another tab's by now.
  host.jump_wall(-1.5 * kHourMs);
  host.tell("flush");
  CHECK(host.actions("claim").size() == 2);
  CHECK(host.sent().size() == 1);
}

TEST_CASE("lease: a clock that is set by more than the longest ends it",
          "[lease]") {
  Device device;
  (void)device.leave_one();
  Host host;
  host.status = 503;
  device.visit(host);
  const double set_by_ms = GENERATE(-2, 2) * kHourMs;
  host.jump_wall(set_by_ms);
  host.tell("flush");
  CHECK(host.actions("claim").size() == 2);
  const double until_ms = std::stod(host.queue.begin()->second);
  CHECK(until_ms > host.wall_ms());
  CHECK(until_ms < host.wall_ms() + kHourMs);
}

TEST_CASE("lease: one from a clock that ran ahead is none", "[lease]") {
  Device device;
  (void)device.leave_one();
  device.queue.begin()->second.replace(0, 13, "1800000000000");
  Host host;
  device.visit(host);
  CHECK(host.events().size() == 1);
}

}  // namespace
}  // namespace sluice::test
