#pragma once

#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"

namespace sluice::inspect {

// Something that can be heard of one source of consent; nothing at all where
// `facts` is empty.
struct Heard {
  Text words;  // "gpc", "tcf without purpose 7"
  Text facts;  // a JSON array, in order
};

// For each kind of signal that one of the two policies reads everything that
// can be heard of it and that their mappings may tell apart. The site's own
// call is the last: an explicit choice counts against what came before.
[[nodiscard]] std::vector<std::vector<Heard>> canonical_facts(const Policy& a,
                                                              const Policy& b);

}  // namespace sluice::inspect
