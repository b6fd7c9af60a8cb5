#pragma once

namespace sluice {

// When a fact happened.
struct Moment {
  double wall_ms = 0;  // Unix epoch, UTC, by the visitor's clock: may jump
  double mono_ms = 0;  // from any origin, never runs backwards
};

}  // namespace sluice
