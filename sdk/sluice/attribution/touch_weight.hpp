#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace sluice {

// What all weights of a conversion add up to: basis points.
inline constexpr std::uint32_t kWholeWeight = 10000;

// One touch, and its weight in a conversion.
struct TouchWeight {
  double time_ms = 0;
  bool is_view = false;
  bool is_direct = false;

  // Set by assign_weights(). `order` is the place among those that count,
  // oldest first.
  bool counts = false;
  std::size_t order = 0;
  std::uint64_t share = 0;  // at most 2^kDecayBits, beside 2^13 others
  std::uint32_t weight = 0;
};

// Sets the weights in proportion to the shares, in integers that add up to
// kWholeWeight exactly: each gets what it has whole, and what is left goes, one
// each, to the largest remainders, of equal ones the first in order
// (Hamilton's method). All 0 where all shares are.
void apportion(std::span<TouchWeight> touches) noexcept;

}  // namespace sluice
