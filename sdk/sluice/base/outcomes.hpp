#pragma once

namespace sluice {

// Whether this build reports the outcome of events (tracker/outcome_flow.cpp).
// The core inside sluice.js does not, because every visitor would download
// words that only a developer reads. The linker chooses: outcomes_told.cpp is
// in the library, and core.wasm is linked with outcomes_untold.cpp instead.
// Otherwise both builds do the same for the same facts.
[[nodiscard]] bool tells_outcomes() noexcept;

}  // namespace sluice
