#pragma once

#include <span>
#include <string_view>

#include "sluice/consent/policy.hpp"

namespace sluice {

// The policies that come with Sluice, the default first.
//
// `cookieless`: no storage, no id that outlives the page, no click ids,
// addresses cut to path and UTM; with Global Privacy Control or a refusal of
// "ads" no campaign values either.
//
// `opt-in`: nothing leaves or touches storage before a choice; events wait in
// memory until then.
[[nodiscard]] std::span<const Policy> presets() noexcept;

// The preset of that name, or null.
[[nodiscard]] const Policy* find_preset(std::string_view name) noexcept;

}  // namespace sluice
