#pragma once

#include <algorithm>

#include "sluice/base/rate_limits.hpp"

namespace sluice {

// How fast events may come: kMaxRate a second, kMaxBurst at once. A token
// bucket. https://en.wikipedia.org/wiki/Token_bucket
class Rate {
 public:
  // Whether there is room for one more now, and takes it.
  [[nodiscard]] bool take(double mono_ms) noexcept {
    const double since_ms = std::max(0.0, mono_ms - at_mono_ms_);
    at_mono_ms_ = mono_ms;
    room_ = std::min(kMaxBurst, room_ + since_ms * kMaxRate / 1000);
    if (room_ < 1) return false;
    --room_;
    return true;
  }

 private:
  double room_ = kMaxBurst;
  double at_mono_ms_ = 0;
};

}  // namespace sluice
