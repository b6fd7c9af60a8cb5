#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sluice/base/random.hpp"

namespace sluice {

// When a destination that failed may be tried again: full jitter on
// kRetryBaseMs x 2^n up to kRetryMaxMs, or what its Retry-After asked for up
// to kMaxRetryAfterMs.
// https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
class Backoff {
 public:
  // Failures of requests that were in flight together count as one.
  void fail(double mono_ms, std::optional<double> retry_after_ms,
            Random& random) noexcept;
  void succeed() noexcept;
  // There is a network again: what failed without one is tried at once, but not
  // before a collector wants it.
  void resume() noexcept;

  [[nodiscard]] bool allows(double mono_ms) const noexcept {
    return mono_ms >= retry_at();
  }
  [[nodiscard]] bool is_failing() const noexcept { return failures_ > 0; }
  [[nodiscard]] double retry_at() const noexcept {
    return std::max(retry_at_ms_, asked_until_ms_);
  }

 private:
  std::uint32_t failures_ = 0;
  double retry_at_ms_ = 0;
  double asked_until_ms_ = 0;  // by Retry-After
};

}  // namespace sluice
