#include "tab.hpp"
#include "world.hpp"

namespace sluice::simulation {
namespace {

// https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
constexpr std::size_t kQuotaBytes = 64 * 1024;
constexpr double kTimeoutMs = 10000;

// An event whose serial is divisible by it is poison to the collector.
constexpr int kPoison = 23;

bool is_poisoned(const Json& body) {
  return std::any_of(body["events"].begin(), body["events"].end(),
                     [](const Json& event) {
                       const int serial = serial_of(event);
                       return serial > 0 && serial % kPoison == 0;
                     });
}

// The collector answers so, and took nothing.
void refuse(World& world, Flight& flight, int status) {
  flight.arrives.reset();
  flight.status = status;
  if (status == 429 || status == 503) {
    if (world.dice.percent(40)) {
      flight.retry_after = world.dice.between(0, 120) * 1000.0;
    }
  }
}

void lose(World& world, Flight& flight, bool after_arrival) {
  if (!after_arrival) flight.arrives.reset();
  flight.status = 0;
  flight.answers = world.now_ms + world.dice.between(50, 10000);
}

}  // namespace

void fate(World& world, Flight& flight) {
  Dice& dice = world.dice;
  flight.arrives = world.now_ms + dice.between(5, 200);
  flight.answers = *flight.arrives + dice.between(5, 200);
  if (!world.online) return lose(world, flight, false);
  switch (world.mood) {
    case Mood::Fine:
      return;
    case Mood::Lossy:
      if (dice.percent(60)) lose(world, flight, dice.percent(50));
      return;
    case Mood::Slow:
      flight.arrives = world.now_ms + dice.between(100, 20000);
      flight.answers = world.now_ms + kTimeoutMs;
      flight.status = 0;
      return;
    case Mood::Down:
      return refuse(world, flight, dice.percent(50) ? 503 : 500);
    case Mood::Busy:
      return refuse(world, flight, dice.percent(80) ? 429 : 408);
    case Mood::Refusing:
      return refuse(world, flight, dice.percent(50) ? 400 : 403);
    case Mood::Small:
      if ((*flight.body)["events"].size() > 3) refuse(world, flight, 413);
      return;
    case Mood::Poisoned:
      if (is_poisoned(*flight.body)) {
        refuse(world, flight, dice.percent(50) ? 500 : 400);
      }
      return;
    case Mood::Garbled:
      // It took the batch and says nonsense, or the other way round.
      flight.status = dice.percent(50) ? 500 : 999;
      if (dice.percent(50)) flight.arrives.reset();
      return;
  }
}

bool fits_quota(const World& world, std::size_t bytes) {
  for (const Flight& flight : world.flights) {
    bytes += flight.keepalive ? flight.bytes : 0;
  }
  return bytes <= kQuotaBytes;
}

std::optional<double> next_landing(const World& world) {
  std::optional<double> next;
  for (const Flight& flight : world.flights) {
    const double at = flight.arrives && !flight.arrived
                          ? std::min(*flight.arrives, flight.answers)
                          : flight.answers;
    next = next ? std::min(*next, at) : at;
  }
  return next;
}

void fly(World& world) {
  for (auto flight = world.flights.begin(); flight != world.flights.end();) {
    if (flight->arrives && !flight->arrived &&
        *flight->arrives <= world.now_ms) {
      flight->arrived = true;
      world.books.arrive(flight->tab_number, flight->target.name,
                         *flight->body);
    }
    if (flight->answers > world.now_ms) {
      ++flight;
      continue;
    }
    // What is on the wire arrives, although nobody waits for it any more.
    const bool goes_on = flight->arrives && !flight->arrived;
    const Flight answered = *flight;
    if (goes_on) {
      flight->answers = *flight->arrives + 1;
      flight->tab.reset();
      ++flight;
    } else {
      flight = world.flights.erase(flight);
    }
    if (const auto tab = answered.tab.lock()) tab->answer(answered);
  }
}

}  // namespace sluice::simulation
