#include "sluice/consent/signals/fibonacci.hpp"

namespace sluice {
namespace {

constexpr std::uint32_t kMaxId = 65535;

void check_id(BitReader& reader, std::uint32_t id) noexcept {
  if (id > kMaxId) reader.refuse("has an id above 65535");
}

}  // namespace

std::uint32_t read_fibonacci(BitReader& reader) noexcept {
  std::uint32_t value = 0;
  std::uint32_t weight = 1;
  std::uint32_t next_weight = 2;
  bool before = false;
  while (reader.ok()) {
    const bool bit = reader.bit();
    if (bit && before) return value;
    if (bit) value += weight;
    // The next weight alone would be too much: 0s may not go on for ever.
    if (value > kMaxId || weight > kMaxId) {
      reader.refuse("has a number above 65535");
    }
    before = bit;
    const std::uint32_t sum = weight + next_weight;
    weight = next_weight;
    next_weight = sum;
  }
  return 0;
}

FibonacciRange read_fibonacci_range(BitReader& reader,
                                    std::uint32_t before) noexcept {
  const bool is_group = reader.bit();
  FibonacciRange range;
  range.first = before + read_fibonacci(reader);
  range.last = range.first + (is_group ? read_fibonacci(reader) : 0);
  check_id(reader, range.last);
  return range;
}

}  // namespace sluice
