#pragma once

#include "sluice/base/random.hpp"
#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// One visit: ends after kSessionIdleMs without an event and at kSessionMaxMs.
struct Session {
  Text id;  // empty before the first event
  double started_ms = 0;
  double active_ms = 0;
  Fields arrival;  // how the visitor came, or the latest campaign since

  // Whether an event at `time_ms` still belongs to it. One from before its
  // start does: a session picked up from storage may be younger than an event
  // that was held.
  [[nodiscard]] bool covers(double time_ms) const noexcept;
};

// Makes `session` the one that an event at `time_ms` belongs to: itself with
// `active_ms` moved on, or a new one without arrival. Returns true if new.
bool enter_session(Session& session, double time_ms, Random& random);

}  // namespace sluice
