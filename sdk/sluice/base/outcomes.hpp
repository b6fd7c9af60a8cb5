#pragma once

namespace sluice {

// Whether this build says what becomes of events (tracker/outcome_flow.cpp).
// The core inside sluice.js does not: every visitor would pay for what only a
// developer reads. The function is a link-time choice: outcomes_told.cpp is in
// the library, and core.wasm is linked with outcomes_untold.cpp in its place.
// Beyond that, both builds do the same for the same facts.
[[nodiscard]] bool tells_outcomes() noexcept;

}  // namespace sluice
