#include "sluice/delivery/backoff.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"

namespace sluice {

void Backoff::fail(double mono_ms, std::optional<double> retry_after_ms,
                   Random& random) noexcept {
  if (retry_after_ms) {
    const double wait = std::min(*retry_after_ms, kMaxRetryAfterMs);
    asked_until_ms_ = std::max(asked_until_ms_, mono_ms + wait);
  }
  if (!allows(mono_ms)) {
    failures_ = std::max(failures_, 1U);
    return;
  }
  double ceiling = kRetryBaseMs;
  for (std::uint32_t i = 0; i < failures_ && ceiling < kRetryMaxMs; ++i) {
    ceiling *= 2;
  }
  ++failures_;
  retry_at_ms_ = mono_ms + std::min(ceiling, kRetryMaxMs) * random.next_unit();
}

void Backoff::succeed() noexcept {
  resume();
  asked_until_ms_ = 0;
}

void Backoff::resume() noexcept {
  failures_ = 0;
  retry_at_ms_ = 0;
}

}  // namespace sluice
