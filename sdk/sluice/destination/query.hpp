#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The members of an object as "name=value&name=value", as addresses and forms
// have them; values that are objects or arrays as JSON. Empty for others.
[[nodiscard]] Text query_text(json::Value object);

}  // namespace sluice
