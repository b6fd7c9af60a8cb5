#include "sluice/capture/engaged_time.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"

namespace sluice {

void EngagedTime::notice(double mono_ms, bool is_watching) noexcept {
  const double passed_ms = mono_ms - since_mono_ms_;
  since_mono_ms_ = mono_ms;
  if (!is_visible_ || !is_focused_) return;
  counted_ms_ +=
      is_watching ? passed_ms : std::min(passed_ms, kMaxEngagedGapMs);
}

double EngagedTime::take_ms(double least_ms) noexcept {
  if (counted_ms_ < least_ms) return 0;
  const double whole_ms = static_cast<double>(static_cast<long>(counted_ms_));
  counted_ms_ -= whole_ms;
  return whole_ms;
}

}  // namespace sluice
