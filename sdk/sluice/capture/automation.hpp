#pragma once

#include <string_view>

#include "sluice/json/document.hpp"

namespace sluice {

// Whether no person sits before this browser, as far as the fact `start` says:
// a program drives it (`driven`), or it names itself a robot (`agent`).
[[nodiscard]] bool is_automated(json::Value start);

}  // namespace sluice
