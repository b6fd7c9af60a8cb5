#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sluice/consent/signals/bits.hpp"
#include "sluice/consent/signals/us_layouts.hpp"

namespace sluice {

// A US section of a GPP string; points into its text.
struct UsSection {
  const UsLayout* layout = nullptr;
  Bits core;
  // None without the sub-section: that is not "off".
  std::optional<bool> gpc;
  std::uint32_t segments = 0;
};

inline constexpr std::uint32_t kUsVersionBits = 6;
inline constexpr std::uint32_t kUsValueBits = 2;
// What a two-bit value says of an opt-out. 3 says nothing and is refused.
inline constexpr std::uint32_t kOptedOut = 1;

// Calls visit(name, values, at) for each field: `at` is the bit of the first
// of its two-bit values in the core.
template <typename Visit>
void each_us_field(const UsSection& section, Visit visit) {
  std::size_t at = kUsVersionBits;
  UsFields fields(*section.layout);
  while (const auto field = fields.next()) {
    visit(field->name, field->values, at);
    at += field->values * kUsValueBits;
  }
}

// Reads the section of that id into `out`. Refused: a version that is not in
// the table, any value 3, and sub-sections that the section does not have.
[[nodiscard]] std::optional<Flaw> read_us_section(std::uint32_t id, Piece piece,
                                                  UsSection& out);

}  // namespace sluice
