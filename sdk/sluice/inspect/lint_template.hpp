#pragma once

#include "sluice/inspect/remarks.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// Remarks on the templates of a description: operations and casts that there
// are not (D003); paths into nothing (D004).
void lint_templates(json::Value description, Remarks& remarks);

}  // namespace sluice::inspect
