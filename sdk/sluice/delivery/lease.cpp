#include "sluice/delivery/lease.hpp"

#include <algorithm>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice {

double lease_left_ms(double until_wall_ms, double wall_ms) noexcept {
  const double left_ms = std::max(0.0, until_wall_ms - wall_ms);
  return left_ms <= kMaxRetryAfterMs + kLeaseMs ? left_ms : 0;
}

}  // namespace sluice
