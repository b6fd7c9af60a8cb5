#include <catch2/catch.hpp>
#include <string>

#include "device.hpp"

namespace sluice::test {
namespace {

constexpr double kHourMs = 60 * 60 * 1000;

// A page that has taken a batch from the device, and how that is answered.
struct Taken : Host {
  explicit Taken(std::optional<int> answer) {
    Device device;
    (void)device.leave_one();
    status = answer;
    device.visit(*this);
  }
  // Until when the batch is leased, by the wall's clock.
  [[nodiscard]] double until_ms() const {
    return std::stod(queue.begin()->second);
  }
};

TEST_CASE(
    "lease: complaint 5, a batch that another page has leased is left "
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

TEST_CASE("lease: a page waits for that of another, which may be gone",
          "[lease]") {
  Device device;
  (void)device.leave_one();
  const std::string until =
      GENERATE("1700000014999", "1700000015000", "1700000015001");
  device.queue.begin()->second.replace(0, 13, until);
  Host host;
  device.visit(host);
  CHECK(host.sent().empty());
  CHECK(host.wake_at().has_value());
}

TEST_CASE("lease: it is over for a page that slept, however the clock was set",
          "[lease]") {
  Taken host(503);
  REQUIRE(host.sent().size() == 1);
  host.sleep(kHourMs);
  // By less than a lease may last: it may be another tab's by now.
  host.jump_wall(-1.5 * kHourMs);
  host.tell("flush");
  CHECK(host.actions("claim").size() == 2);
  CHECK(host.sent().size() == 1);
}

TEST_CASE(
    "lease: complaint 5, it is not taken back by a page whose request "
    "was out while the machine slept",
    "[lease]") {
  Taken host(std::nullopt);
  REQUIRE(host.sent().size() == 1);
  host.sleep(kHourMs);
  const double anothers_ms = host.wall_ms() + 30 * 1000;
  host.queue.begin()->second.replace(0, 13, std::to_string(long(anothers_ms)));
  host.answer(1, 503);
  host.pass(20 * 1000);
  CHECK(host.until_ms() == anothers_ms);
  CHECK(host.sent().size() == 1);
}

TEST_CASE("lease: complaint 5, nor by one that was left meanwhile", "[lease]") {
  Taken host(std::nullopt);
  host.tell("hidden");
  host.sleep(kHourMs);
  SECTION("another tab has it") {
    const double anothers_ms = host.wall_ms() + 30 * 1000;
    host.queue.begin()->second.replace(0, 13,
                                       std::to_string(long(anothers_ms)));
    host.answer(1, 503);
    CHECK(host.until_ms() == anothers_ms);
  }
  SECTION("another tab delivered it") {
    host.queue.clear();
    host.answer(1, 503);
    CHECK(host.queue.empty());
  }
}

TEST_CASE(
    "lease: complaint 5, it is short of a batch that is on its way while "
    "its page is left, so that the next one looks again",
    "[lease]") {
  Taken host(std::nullopt);
  CHECK(host.until_ms() == host.wall_ms() + 60 * 1000);
  host.tell("hidden");
  CHECK(host.until_ms() == host.wall_ms() + 15 * 1000);
  host.sleep(6 * 1000);
  // A page that is shown again goes on.
  host.tell("visible");
  CHECK(host.until_ms() == host.wall_ms() + 70 * 1000);
}

TEST_CASE("lease: a clock that is set by more than the longest ends it",
          "[lease]") {
  Taken host(503);
  const double set_by_ms = GENERATE(-2, 2) * kHourMs;
  host.jump_wall(set_by_ms);
  host.tell("flush");
  CHECK(host.actions("claim").size() == 2);
  CHECK(host.until_ms() > host.wall_ms());
  CHECK(host.until_ms() < host.wall_ms() + kHourMs);
}

TEST_CASE("lease: one from a clock that ran ahead is ignored", "[lease]") {
  Device device;
  (void)device.leave_one();
  device.queue.begin()->second.replace(0, 13, "1800000000000");
  Host host;
  device.visit(host);
  CHECK(host.events().size() == 1);
}

}  // namespace
}  // namespace sluice::test
