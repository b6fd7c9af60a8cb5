#include "sluice/attribution/touch_weight.hpp"

namespace sluice {

void apportion(std::span<TouchWeight> touches) noexcept {
  std::uint64_t total = 0;
  for (const TouchWeight& one : touches) total += one.share;
  std::uint32_t left = total == 0 ? 0 : kWholeWeight;
  for (TouchWeight& one : touches) {
    const auto whole = total == 0 ? 0 : one.share * kWholeWeight / total;
    one.weight = static_cast<std::uint32_t>(whole);
    left -= one.weight;
  }
  for (; left > 0; --left) {
    TouchWeight* best = nullptr;
    std::uint64_t most = 0;
    for (TouchWeight& one : touches) {
      const std::uint64_t due = one.share * kWholeWeight;
      const std::uint64_t remainder = due % total;
      if (one.weight > due / total || remainder < most) continue;
      if (best && remainder == most && one.order > best->order) continue;
      best = &one;
      most = remainder;
    }
    ++best->weight;
  }
}

}  // namespace sluice
