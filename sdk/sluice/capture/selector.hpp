#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// A short CSS path of `element`, one of a click's path (outwards):
// "#menu > li:nth-of-type(2) > a:nth-of-type(1)". It starts at the nearest
// element with an id that a person wrote, or kSelectorDepth above.
[[nodiscard]] Text make_selector(json::Value element);

}  // namespace sluice
