#pragma once

#include <cstdint>

namespace sluice {

// A bit field of small ids, such as purposes: the first bit is id 1.
struct IdSet {
  std::uint64_t bits = 0;
  std::uint32_t size = 0;  // at most 63

  [[nodiscard]] constexpr bool has(std::uint32_t id) const noexcept {
    return id >= 1 && id <= size && (bits >> (size - id) & 1) != 0;
  }
};

}  // namespace sluice
