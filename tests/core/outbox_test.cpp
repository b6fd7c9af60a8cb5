#include "sluice/delivery/outbox.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

// An outbox under the test's clock.
struct Bench {
  Outbox outbox;
  Random random;
  double now = 0;

  void push(std::size_t count, std::size_t bytes = 100, bool conversion = false,
            PurposeMask relied_on = 0) {
    for (std::size_t i = 0; i < count; ++i) {
      const auto priority = conversion ? Priority::Conversion : Priority::Usual;
      (void)outbox.push({Text(std::string(bytes, 'x')), relied_on, priority},
                        now);
    }
  }

  std::optional<Request> next(Urgency urgency = Urgency::WhenDue) {
    return outbox.next_request(
        urgency, {now, now},
        kMaxKeepaliveInFlight - outbox.keepalive_in_flight(), false, random);
  }

  std::size_t settle(std::uint32_t batch, Answer answer) {
    return outbox.settle(batch, answer, {}, {now, now}, random);
  }
};

TEST_CASE("outbox: a batch is due at 20 events", "[outbox]") {
  Bench bench;
  bench.push(kFlushEvents - 1);
  CHECK_FALSE(bench.next());
  bench.push(1);
  REQUIRE(bench.next());
  CHECK_FALSE(bench.next());
}

TEST_CASE("outbox: a batch is due at 3 seconds", "[outbox]") {
  Bench bench;
  bench.push(1);
  CHECK(bench.outbox.due_at() == kFlushMs);
  bench.now = kFlushMs - 1;
  CHECK_FALSE(bench.next());
  bench.now = kFlushMs;
  CHECK(bench.next());
  CHECK_FALSE(bench.outbox.due_at());
}

TEST_CASE("outbox: a batch is due at 32 KiB", "[outbox]") {
  Bench bench;
  bench.push(2, kFlushBytes / 3);
  CHECK_FALSE(bench.next());
  bench.push(1, kFlushBytes / 3);
  CHECK(bench.next());
}

TEST_CASE("outbox: a conversion is urgent, and so is a flood", "[outbox]") {
  Bench bench;
  bench.push(kUrgentEvents - 1, 10);
  CHECK_FALSE(bench.outbox.is_urgent());
  bench.push(1, 10);
  CHECK(bench.outbox.is_urgent());
  Bench other;
  other.push(1, 10, true);
  CHECK(other.outbox.is_urgent());
  CHECK(other.next());
}

TEST_CASE("outbox: bodies stay within 16 KiB, keepalive within 48 KiB",
          "[outbox]") {
  Bench bench;
  bench.push(100, 1000);
  std::size_t keepalive = 0;
  int requests = 0;
  while (const auto request = bench.next(Urgency::Exit)) {
    CHECK(bytes_of(request->batch->events) <= kMaxBatchBytes);
    keepalive += request->keepalive ? request->batch->keepalive_bytes : 0;
    ++requests;
  }
  CHECK(requests == 7);
  CHECK(keepalive <= kMaxKeepaliveInFlight);
  CHECK(keepalive > kMaxKeepaliveInFlight - 16 * 1024);
}

TEST_CASE("outbox: at most four requests fly, unless the page is left",
          "[outbox]") {
  Bench bench;
  bench.push(200, 1000);
  std::size_t requests = 0;
  while (bench.next(Urgency::Now)) ++requests;
  CHECK(requests == kMaxInFlight);
  CHECK_FALSE(bench.outbox.due_at());
  CHECK(bench.next(Urgency::Hidden));
}

TEST_CASE("outbox: one that failed is asked by one request until it takes it",
          "[outbox]") {
  Bench bench;
  bench.push(200, 1000);
  const auto number = bench.next(Urgency::Now)->batch->number;
  bench.settle(number, Answer::TryLater);
  bench.now = *bench.outbox.due_at();
  REQUIRE(bench.next());
  CHECK_FALSE(bench.next(Urgency::Now));
  bench.settle(number, Answer::Taken);
  CHECK((bench.next(Urgency::Now) && bench.next(Urgency::Now)));
}

TEST_CASE("outbox: what flew without keepalive flies again at exit",
          "[outbox]") {
  Bench bench;
  bench.push(100, 1000);
  const auto first = bench.next(Urgency::Now)->batch->number;
  while (bench.next(Urgency::Now)) continue;
  CHECK(bench.outbox.reclaim_in_flight(false).size() == 1);
  bench.settle(first, Answer::Taken);
  CHECK(bench.next(Urgency::Exit)->keepalive);
  while (bench.next(Urgency::Exit)) continue;
  CHECK(bench.outbox.reclaim_in_flight(false).empty());
  bench.outbox.begin_leaving();
  CHECK_FALSE(bench.outbox.reclaim_in_flight(false).empty());
}

TEST_CASE("outbox: is full at 500 events and displaces the oldest",
          "[outbox]") {
  Bench bench;
  bench.push(kMaxQueueEvents, 10);
  CHECK(bench.outbox.losses.dropped[5] == 0);
  bench.push(3, 10);
  CHECK(bench.outbox.size() == kMaxQueueEvents);
  CHECK(kDropReasonNames[5] == "queue_full");
  CHECK(bench.outbox.losses.dropped[5] == 3);
}

TEST_CASE("outbox: is full at 256 KiB", "[outbox]") {
  Bench bench;
  bench.push(16, kMaxQueueBytes / 16 - 1);  // and a comma each
  CHECK(bench.outbox.size() == 16);
  bench.push(1, 1);
  CHECK(bench.outbox.size() == 16);
}

TEST_CASE("outbox: an event finds no room among conversions", "[outbox]") {
  Bench bench;
  bench.push(kMaxQueueEvents, 10, true);
  CHECK_FALSE(bench.outbox.push({Text("x")}, 0));
  CHECK(bench.outbox.push({Text("x"), 0, Priority::Conversion}, 0));
  CHECK(bench.outbox.losses.dropped[5] == 2);
}

TEST_CASE("outbox: a refused batch is dropped at once", "[outbox]") {
  Bench bench;
  bench.push(20);
  const auto number = bench.next()->batch->number;
  CHECK(bench.settle(number, Answer::Refused) == 20);
  CHECK(bench.outbox.size() == 0);
}

TEST_CASE("outbox: 413 halves that batch only, down to the event", "[outbox]") {
  Bench bench;
  bench.push(4);
  std::size_t dropped = 0;
  int requests = 0;
  while (const auto request = bench.next(Urgency::Now)) {
    ++requests;
    dropped += bench.settle(request->batch->number, Answer::TooLarge);
  }
  CHECK(requests == 7);  // 4, then 2 and 2, then four single ones
  CHECK(dropped == 4);
}

TEST_CASE("outbox: a poison event among many is found, the others land",
          "[outbox]") {
  const std::size_t others = GENERATE(19, 99);
  for (const Answer failure : {Answer::Failed, Answer::BadEvents}) {
    Bench bench;
    bench.outbox.limits = {others + 1, kMaxRowBatchBytes};
    bench.push(others);
    (void)bench.outbox.push({Text("poison")}, 0);
    std::size_t landed = 0;
    std::size_t dropped = 0;
    for (int i = 0; i < 200; ++i) {
      bench.now = std::max(bench.now, bench.outbox.due_at().value_or(0));
      const auto request = bench.next(Urgency::Now);
      if (!request) continue;
      bool poisoned = false;
      for (const auto& event : request->batch->events) {
        poisoned |= std::string_view(event.json) == "poison";
      }
      const std::size_t events = request->batch->events.size();
      landed += poisoned ? 0 : events;
      dropped += bench.settle(request->batch->number,
                              poisoned ? failure : Answer::Taken);
    }
    CHECK(landed == others);
    CHECK(dropped == 1);
    CHECK(bench.outbox.size() == 0);
  }
}

TEST_CASE("outbox: gives up after eight tries, and says so later", "[outbox]") {
  Bench bench;
  bench.push(1);
  int tries = 0;
  std::size_t dropped = 0;
  while (dropped == 0) {
    bench.now = std::max(bench.now, bench.outbox.due_at().value_or(0));
    const auto request = bench.next(Urgency::Now);
    REQUIRE(request);
    ++tries;
    dropped = bench.settle(request->batch->number, Answer::TryLater);
  }
  CHECK(tries == 8);
  bench.push(1);
  bench.now += kRetryMaxMs;
  const auto request = bench.next(Urgency::Now);
  REQUIRE(request);
  CHECK(kDropReasonNames[7] == "gave_up");
  CHECK(request->batch->losses.dropped[7] == 1);
}

TEST_CASE("outbox: gives up after 24 hours", "[outbox]") {
  Bench bench;
  bench.push(1);
  auto number = bench.next(Urgency::Now)->batch->number;
  bench.now = kMaxRetryAgeMs - 1;
  CHECK(bench.settle(number, Answer::TryLater) == 0);
  bench.now = kMaxRetryAgeMs + kRetryBaseMs;
  number = bench.next(Urgency::Now)->batch->number;
  CHECK(bench.settle(number, Answer::TryLater) == 1);
}

TEST_CASE("outbox: losses travel with a batch and survive its failure",
          "[outbox]") {
  Bench bench;
  bench.outbox.losses.count(DropReason::Denied, 3);
  bench.outbox.losses.cut = 2;
  bench.push(1);
  const auto request = bench.next(Urgency::Now);
  CHECK(request->batch->losses.dropped[1] == 3);
  CHECK(bench.outbox.losses.dropped[1] == 0);
  (void)bench.settle(request->batch->number, Answer::Refused);
  CHECK(bench.outbox.losses.dropped[1] == 3);
  CHECK(bench.outbox.losses.cut == 2);
}

TEST_CASE("outbox: an answer to no batch, or twice, changes nothing",
          "[outbox]") {
  Bench bench;
  bench.push(20);
  const auto number = bench.next()->batch->number;
  CHECK(bench.settle(number + 1, Answer::Refused) == 0);
  CHECK(bench.settle(number, Answer::Taken) == 0);
  CHECK(bench.settle(number, Answer::Refused) == 0);
  CHECK(bench.outbox.size() == 0);
}

TEST_CASE(
    "outbox: leaving the page ten times during an outage gives up nothing",
    "[outbox]") {
  Bench bench;
  bench.push(1);
  for (int i = 0; i < 10; ++i) {
    const auto request = bench.next(Urgency::Exit);
    REQUIRE(request);
    CHECK(bench.settle(request->batch->number, Answer::TryLater) == 0);
  }
  CHECK(bench.outbox.size() == 1);
}

TEST_CASE("outbox: of a request that flies again the first says nothing",
          "[outbox]") {
  Bench bench;
  bench.push(100, 1000);
  std::uint32_t number = 0;
  while (const auto one = bench.next(Urgency::Now)) number = one->batch->number;
  CHECK(bench.outbox.reclaim_in_flight(false).back() == number);
  CHECK(bench.settle(number, Answer::Refused) == 0);
}

TEST_CASE("outbox: clear removes everything, in flight too", "[outbox]") {
  Bench bench;
  bench.push(25);
  (void)bench.next();
  bench.push(5);
  CHECK(bench.outbox.clear() == 30);
  CHECK(bench.outbox.size() == 0);
  CHECK_FALSE(bench.outbox.due_at());
}

}  // namespace
}  // namespace sluice
