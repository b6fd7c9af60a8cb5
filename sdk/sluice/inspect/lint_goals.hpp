#pragma once

#include "sluice/inspect/remarks.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// Tells of conditions of `goal` that are well formed and that no event can fit:
// a selector of classes, a path with a query, an address without its beginning,
// the event "goal" itself.
void lint_goal(json::Value goal, Remarks& remarks);

}  // namespace sluice::inspect
