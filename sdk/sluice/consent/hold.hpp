#pragma once

#include <cstddef>
#include <list>
#include <optional>

#include "sluice/base/limits.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// An event that waits for a choice.
struct Held {
  Event event;
  double since_mono_ms;
  json::Value destination;     // for which alone it waits; absent: for all
  const char* told = nullptr;  // the developer: the reason why it waits
};

// How much may wait, and for how long.
struct HoldLimits {
  double events = kMaxHeldEvents;
  double bytes = kMaxHeldBytes;
  double age_ms = kMaxHoldMs;
};

// Those of a regime's "unknown", at most ours.
[[nodiscard]] HoldLimits hold_limits(json::Value unknown) noexcept;

// The held events, in memory only, in order of capture. The first ones are kept
// and later ones refused: the landing page and its campaign are what a late
// consent is worth.
class Hold {
 public:
  [[nodiscard]] bool has_room(const Held& held,
                              const HoldLimits& limits) const noexcept;

  // Moves `held` in; leaves it and returns false if there is no room.
  [[nodiscard]] bool add(Held& held, const HoldLimits& limits);

  // Takes all out, to be judged anew; what must go on waiting is added again.
  [[nodiscard]] std::list<Held> take();

  // Takes out what has waited for as long as it may.
  [[nodiscard]] std::list<Held> expire(double mono_ms,
                                       const HoldLimits& limits);

  // Those that are here, to be changed in place.
  [[nodiscard]] std::list<Held>& all() noexcept { return held_; }

  // Since when the oldest waits; none if nothing does.
  [[nodiscard]] std::optional<double> waiting_since() const noexcept;

  [[nodiscard]] std::size_t size() const noexcept { return held_.size(); }

 private:
  std::list<Held> held_;
};

}  // namespace sluice
