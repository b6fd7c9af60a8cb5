#include "sluice/delivery/lease.hpp"

#include <algorithm>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice {

bool Lease::is_over(Moment now) const noexcept {
  return !lasts(now, 0) || lease_left_ms(until_wall_ms, now.wall_ms) == 0;
}

double lease_left_ms(double until_wall_ms, double wall_ms) noexcept {
  const double left_ms = std::max(0.0, until_wall_ms - wall_ms);
  constexpr double kLongestMs = kMaxRetryAfterMs + kLeaseMs + kMinClockStepMs;
  return left_ms <= kLongestMs ? left_ms : 0;
}

}  // namespace sluice
