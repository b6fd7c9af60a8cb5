#pragma once

#include <cstdint>

namespace sluice::simulation {

// What one seed throws: SplitMix64, the same on every machine.
// https://prng.di.unimi.it/splitmix64.c
class Dice {
 public:
  explicit Dice(std::uint64_t seed) noexcept : state_(seed) {}

  std::uint64_t next() noexcept {
    std::uint64_t z = state_ += 0x9e3779b97f4a7c15;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
    z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
    return z ^ (z >> 31);
  }
  // From 0 to `sides` - 1.
  int roll(int sides) noexcept {
    return static_cast<int>(next() % static_cast<std::uint64_t>(sides));
  }
  // From `low` to `high`.
  int between(int low, int high) noexcept { return low + roll(high - low + 1); }
  bool percent(int chance) noexcept { return roll(100) < chance; }

 private:
  std::uint64_t state_;
};

}  // namespace sluice::simulation
