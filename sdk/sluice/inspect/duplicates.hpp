#pragma once

#include "sluice/inspect/remarks.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// Remarks on names that an object has twice, under `code`: JSON.parse silently
// keeps the last one, and so does the core.
void check_duplicates(json::Value value, const char* code, Remarks& remarks);

}  // namespace sluice::inspect
