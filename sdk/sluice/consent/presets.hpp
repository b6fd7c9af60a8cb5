#pragma once

#include <span>
#include <string_view>

namespace sluice {

// A policy that comes with Sluice: presets/<name>.json.
struct Preset {
  std::string_view name;
  std::string_view text;  // without white space between its values
};

// All of them, the default first.
[[nodiscard]] std::span<const Preset> presets() noexcept;

// The text of the preset of that name; empty if there is none.
[[nodiscard]] std::string_view find_preset(std::string_view name) noexcept;

}  // namespace sluice
