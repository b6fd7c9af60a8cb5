#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The day on which the lists of regions.cpp were last held against their
// sources, YYYY-MM-DD.
inline constexpr std::string_view kRegionsAsOf = "2026-11-20";

// `region` in capitals, "GB" for "UK"; empty, for not known, if it is no ISO
// 3166 code of a place: "XX", "ZZ" and "T1" are what servers say of the unknown
// and of Tor.
[[nodiscard]] Text normal_region(std::string_view region);

// Whether a region ("FR", "US-CA": ISO 3166-1 or 3166-2) is among a regime's
// `regions`: "*" is every place, "EEA" and "US-UOOM" are the lists of
// regions.cpp, "US" is all of its states too. Letters of any case do, "EU" is
// read as "EEA", and "UK" as "GB".
[[nodiscard]] bool matches_region(json::Value regions,
                                  std::string_view region) noexcept;
// Of one of them.
[[nodiscard]] bool matches_region(std::string_view pattern,
                                  std::string_view region) noexcept;

// The regions in a group ("EEA", "US-UOOM"), single spaces between them; empty
// for what is no group.
[[nodiscard]] std::string_view regions_of(std::string_view group) noexcept;

}  // namespace sluice
