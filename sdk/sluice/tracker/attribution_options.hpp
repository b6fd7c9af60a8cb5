#pragma once

#include <string_view>

#include "sluice/attribution/model.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Takes one of the options "attributionModel", "attributionHalfLife",
// "attributionLookback" and "attributionViewWindow". Returns what was expected
// in its place, or null where nothing is wrong.
[[nodiscard]] const char* read_attribution_option(std::string_view name,
                                                  json::Value value,
                                                  Attribution& attribution);

}  // namespace sluice
