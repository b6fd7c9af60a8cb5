#pragma once

#include <cstdint>

namespace sluice {

// What an age of 0 is worth.
inline constexpr int kDecayBits = 50;

// 2^kDecayBits * 2^-(age / half_life), cut to an integer; 0 for what is more
// than kDecayBits half-lives old. By integers alone: std::exp2 differs between
// a C library, WebAssembly and JavaScript in the last place, and a weight must
// not. Exact for whole half-lives, else within 1 of 2^kDecayBits.
[[nodiscard]] std::uint64_t decay(std::uint64_t age,
                                  std::uint64_t half_life) noexcept;

}  // namespace sluice
