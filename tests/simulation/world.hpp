#pragma once

#include <algorithm>
#include <iosfwd>
#include <list>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "books.hpp"
#include "dice.hpp"

namespace sluice::simulation {

class Tab;

// How the network and the collector behave for the time being.
enum class Mood {
  Fine,
  Lossy,     // requests or their answers get lost
  Slow,      // slower than the tracker waits
  Down,      // 503, with and without Retry-After
  Busy,      // 429, likewise
  Refusing,  // 400, 403, 404
  Small,     // 413 above a few events
  Poisoned,  // one event in many makes it answer 500 or 400
  Garbled,   // answers that make no sense
};
inline constexpr int kMoods = 9;

// A request under way. It reaches the collector at `arrives` and its tab has
// the answer at `answers`, each unless it got lost.
struct Flight {
  std::weak_ptr<Tab> tab;
  int tab_number = 0;
  std::size_t destination = 0;
  int batch = 0;
  Target target;
  std::shared_ptr<const Json> body;
  std::size_t bytes = 0;
  bool keepalive = false;
  bool arrived = false;
  bool is_aborted = false;
  bool is_folly = false;  // the page knew that it would be lost, and is gone
  std::optional<double> arrives;
  double answers = 0;
  int status = 200;
  std::optional<double> retry_after;
};

// Where a visitor lives: one clock, one storage, one network, one collector.
struct World {
  World(std::uint64_t seed, std::ostream* trace_) : dice(seed), trace(trace_) {}

  Dice dice;
  Books books;
  double now_ms = 1000;
  double wall_offset_ms = 1700000000000;
  std::map<std::string, std::string> storage;  // localStorage
  bool storage_blocked = false;
  bool storage_full = false;
  double storage_changed_ms = 0;  // when one of these did, or it was emptied
  std::optional<std::string> to_forget;  // by all tabs but one: the policy
  std::list<Json> to_withdraw;           // likewise: policy and purposes
  bool online = true;
  bool crashes = true;     // tabs do, now and then
  int facts_left = 50000;  // ten times what the busiest visitors need
  Mood mood = Mood::Fine;
  std::list<Flight> flights;
  std::ostream* trace;  // where the tape goes; may be null

  [[nodiscard]] double wall_ms() const { return now_ms + wall_offset_ms; }
};

// Decides what becomes of a request.
void fate(World& world, Flight& flight);

// Whether the browser takes that many more bytes of keepalive requests.
[[nodiscard]] bool fits_quota(const World& world, std::size_t bytes);

// Lets what is due by `until_ms` arrive and be answered. Times of tabs are not
// its business.
void fly(World& world);

// When the next thing happens in the network; none if nothing is under way.
[[nodiscard]] std::optional<double> next_landing(const World& world);

}  // namespace sluice::simulation
