#pragma once

#include "sluice/base/text.hpp"

namespace sluice {

// When a fact happened.
struct Moment {
  double wall_ms = 0;  // Unix epoch, UTC, by the visitor's clock: may jump
  double mono_ms = 0;  // from any origin, never runs backwards
  // The one less the other, as the host told both: moves when the clock is set.
  double clock_ms = 0;
};

// A time of the years 1970 to 9999, others the nearest of these, as RFC 3339
// has it in UTC: "2026-11-22T10:00:30.250Z".
[[nodiscard]] Text iso_time(double wall_ms);

}  // namespace sluice
