#pragma once

#include <cstddef>
#include <list>
#include <optional>

#include "sluice/event/event.hpp"

namespace sluice {

// An event that waits for a choice.
struct Held {
  Event event;
  double since_mono_ms;
};

// The held events, in memory only, in order of capture. The first
// kMaxHeldEvents (and kMaxHeldBytes) are kept and later ones refused: the
// landing page and its campaign are what a late consent is worth.
class Hold {
 public:
  // Moves `event` in; leaves it and returns false if there is no room.
  [[nodiscard]] bool add(Event& event, double since_mono_ms);

  // Takes all out, to be judged anew; what must go on waiting is added again.
  [[nodiscard]] std::list<Held> take();

  // Removes what waits for more than kMaxHoldMs; returns how many.
  [[nodiscard]] std::size_t expire(double mono_ms);

  // When the oldest expires; none if nothing waits.
  [[nodiscard]] std::optional<double> expires_at() const noexcept;

  [[nodiscard]] std::size_t size() const noexcept { return held_.size(); }

 private:
  std::list<Held> held_;
};

}  // namespace sluice
