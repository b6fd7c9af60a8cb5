#pragma once

#include <cstdint>

#include "sluice/consent/signals/bits.hpp"

namespace sluice {

// A Fibonacci-coded number: bits for 1, 2, 3, 5, 8, ... up to the first "11".
// Refused above 65535, which is what ids have room for elsewhere.
// https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform
// (Consent String Specification, "Fibonacci coding")
[[nodiscard]] std::uint32_t read_fibonacci(BitReader& reader) noexcept;

// Ids as distances from the one before, ascending.
struct FibonacciRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// The next item behind one that ended at `before`: one id, or a group.
[[nodiscard]] FibonacciRange read_fibonacci_range(
    BitReader& reader, std::uint32_t before) noexcept;

}  // namespace sluice
