#pragma once

#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"

namespace sluice::inspect {

// What one source of consent may say. If `facts` is empty, it says nothing.
struct SignalSample {
  Text words;  // "gpc", "tcf without purpose 7"
  Text facts;  // a JSON array, in order
};

// Returns samples for each kind of signal that one of the two policies reads:
// one for every case that the mappings of the two policies may judge in
// different ways. The site's own call comes last, because an explicit choice
// overrides what came before.
[[nodiscard]] std::vector<std::vector<SignalSample>> signal_samples(
    const Policy& a, const Policy& b);

}  // namespace sluice::inspect
