#include "sluice/attribution/decay.hpp"

namespace sluice {
namespace {

constexpr std::uint64_t kLn2 = 0xB17217F7D1CF79AB;  // ln 2 * 2^64
// The series of exp(-y), y < ln 2: the 18th term is below 2^-63.
constexpr std::uint64_t kTerms = 18;

// The upper half of the product: of two fractions of 2^64, their product.
std::uint64_t multiply(std::uint64_t a, std::uint64_t b) noexcept {
  constexpr std::uint64_t kLow = 0xFFFFFFFF;
  const std::uint64_t middle =
      (a >> 32) * (b & kLow) + (((a & kLow) * (b & kLow)) >> 32);
  const std::uint64_t other = (a & kLow) * (b >> 32) + (middle & kLow);
  return (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
}

// part / whole as a fraction of 2^64, by long division; part < whole < 2^63.
std::uint64_t divide(std::uint64_t part, std::uint64_t whole) noexcept {
  std::uint64_t fraction = 0;
  for (int bit = 0; bit < 64; ++bit) {
    part *= 2;
    fraction *= 2;
    if (part < whole) continue;
    part -= whole;
    ++fraction;
  }
  return fraction;
}

}  // namespace

std::uint64_t decay(std::uint64_t age, std::uint64_t half_life) noexcept {
  const std::uint64_t halvings = age / half_life;
  if (halvings > kDecayBits) return 0;
  const std::uint64_t y = multiply(divide(age % half_life, half_life), kLn2);
  // 2^63 stands for 1: 1 - y + y^2/2! - y^3/3! ...
  std::uint64_t term = std::uint64_t{1} << 63;
  std::uint64_t sum = term;
  for (std::uint64_t k = 1; k <= kTerms; ++k) {
    term = multiply(term, y) / k;
    sum = k % 2 == 1 ? sum - term : sum + term;
  }
  return sum >> (63 - kDecayBits) >> halvings;
}

}  // namespace sluice
