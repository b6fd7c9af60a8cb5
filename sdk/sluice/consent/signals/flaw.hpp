#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sluice {

// Why a consent string can't be read, and where. Whoever has one must treat
// every consent as absent and every opt-out as set. `what` goes on where `part`
// ends: "core" "ends too early".
struct Flaw {
  std::string_view what;
  std::string_view part;           // segment or section; empty: the whole
  std::size_t at = 0;              // character of the text, from 0
  std::optional<std::size_t> bit;  // of the part, if bits were read
};

}  // namespace sluice
