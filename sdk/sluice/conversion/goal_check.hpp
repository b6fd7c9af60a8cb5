#pragma once

#include "sluice/conversion/mistake.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Tells what is wrong with a goal. What it lets pass can be asked without
// surprise: an "except" with a typing error must not let a goal count more.
void check_goal(json::Value goal, Mistakes& mistakes);

}  // namespace sluice
