#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// A short CSS path of `element`, one of a click's path (outwards):
// "#menu > li:nth-of-type(2) > a:nth-of-type(1)". It starts at the nearest
// element with an id or a test id that a person wrote, or kSelectorDepth
// above, so that it stays the same from build to build and visit to visit. No
// classes: they change with what an element looks like. With `is_masked`, tags
// and numbers alone.
[[nodiscard]] Text make_selector(json::Value element, bool is_masked = false);

}  // namespace sluice
