#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace sluice {

// xoshiro128**: a stream of bits from the host's entropy. Good for ids and
// jitter, not for secrets. https://prng.di.unimi.it/xoshiro128starstar.c
class Random {
 public:
  // `seed` is 32 hex digits; returns false and changes nothing otherwise.
  [[nodiscard]] bool seed(std::string_view hex) noexcept;

  std::uint32_t next() noexcept;

  // Uniform in [0, 1).
  double next_unit() noexcept { return next() * (1.0 / 4294967296.0); }

 private:
  std::array<std::uint32_t, 4> state_{1, 2, 3, 4};
};

}  // namespace sluice
