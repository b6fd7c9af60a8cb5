#pragma once

#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice::inspect {

// What tools ask: a request {"ask": NAME, ...} as JSON, answered in JSON. What
// each ask takes and gives is in asks.hpp. A request that can't be understood
// is answered by {"error": ...}, with "line" and "column" if it is not JSON.
// Nothing is remembered from one request to the next, but by those that take
// their input in pieces.
[[nodiscard]] Text answer(std::string_view request);

}  // namespace sluice::inspect
