#include "sluice/base/random.hpp"

#include <bit>

namespace sluice {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

}  // namespace

bool Random::seed(std::string_view hex) noexcept {
  if (hex.size() != 32) return false;
  std::array<std::uint32_t, 4> state{};
  for (std::size_t i = 0; i < hex.size(); ++i) {
    const auto digit = kHexDigits.find(hex[i]);
    if (digit == std::string_view::npos) return false;
    state[i / 8] = state[i / 8] << 4 | static_cast<std::uint32_t>(digit);
  }
  // All zeros is the one state the generator never leaves.
  if ((state[0] | state[1] | state[2] | state[3]) == 0) state[0] = 1;
  state_ = state;
  return true;
}

std::uint32_t Random::next() noexcept {
  const std::uint32_t result = std::rotl(state_[1] * 5, 7) * 9;
  const std::uint32_t shifted = state_[1] << 9;
  state_[2] ^= state_[0];
  state_[3] ^= state_[1];
  state_[1] ^= state_[2];
  state_[0] ^= state_[3];
  state_[2] ^= shifted;
  state_[3] = std::rotl(state_[3], 11);
  return result;
}

}  // namespace sluice
