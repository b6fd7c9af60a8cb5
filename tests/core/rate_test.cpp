#include "sluice/delivery/rate.hpp"

#include <catch2/catch.hpp>

#include "host.hpp"

namespace sluice::test {
namespace {

Json dropped(const Host& host) {
  Json all = Json::object();
  for (const Json& batch : host.stored()) {
    const Json counts = batch.value("dropped", Json::object());
    for (const auto& [reason, count] : counts.items()) {
      all[reason] = all.value(reason, 0) + count.get<int>();
    }
  }
  return all;
}

TEST_CASE("rate: so many at once, then so many a second", "[rate]") {
  Rate rate;
  int taken = 0;
  for (int i = 0; i < 1000; ++i) taken += rate.take(0) ? 1 : 0;
  CHECK(taken == kMaxBurst);
  CHECK_FALSE(rate.take(49));
  CHECK(rate.take(51));
  CHECK_FALSE(rate.take(52));
  for (int second = 1; second <= 10; ++second) {
    for (int i = 0; i < 100; ++i) taken += rate.take(second * 1000) ? 1 : 0;
  }
  CHECK(taken == kMaxBurst + 10 * kMaxRate - 1);
  for (int i = 0; i < 1000; ++i) taken += rate.take(1e9) ? 1 : 0;
  CHECK(taken == 2 * kMaxBurst + 10 * kMaxRate - 1);
}

TEST_CASE("rate: what is above it is counted, and told", "[rate]") {
  Host host;
  host.start();
  for (int i = 0; i < 1000; ++i) host.track("loop");
  host.pass(60000);
  CHECK(host.track("later") == Status::Ok);
  host.tell("flush");
  CHECK(host.events().size() == static_cast<std::size_t>(kMaxBurst) + 1);
  CHECK(dropped(host) == Json{{"rate_limited", 1000 - kMaxBurst}});
  CHECK(host.reports().front() == "rate_limited");
}

TEST_CASE("rate: conversions, and consent receipts, are not limited",
          "[rate]") {
  Host host;
  host.start(
      {{"goals", {{{"id", "found"}, {"on", "loop"}, {"once", "event"}}}}});
  for (int i = 0; i < 300; ++i) host.track("loop");
  host.track("order", Json::object(), true);
  host.tell("flush");
  int goals = 0;
  for (const Json& event : host.events()) {
    goals += event["event"]["name"] == "goal" ? 1 : 0;
  }
  CHECK(goals == 300);
  CHECK(dropped(host) == Json{{"rate_limited", 100}});
}

TEST_CASE("rate: a site may lift it", "[rate]") {
  Host host;
  host.start({{"rateLimit", false}});
  for (int i = 0; i < 400; ++i) host.track("loop");
  host.tell("flush");
  CHECK(host.events().size() == 400);
}

}  // namespace
}  // namespace sluice::test
