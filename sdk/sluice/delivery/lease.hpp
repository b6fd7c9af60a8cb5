#pragma once

#include "sluice/base/time.hpp"

namespace sluice {

// For how long a batch on the device belongs to the tab that took it. It ends
// by whichever clock is first: the wall's, by which the tabs of a site agree,
// may be set back, and the page's may stand while the machine sleeps.
struct Lease {
  double until_wall_ms = 0;
  double until_mono_ms = 0;

  // One of so many milliseconds from now.
  [[nodiscard]] static Lease of(Moment now, double ms) noexcept {
    return {now.wall_ms + ms, now.mono_ms + ms};
  }
  // Whether it will still hold after so many milliseconds.
  [[nodiscard]] bool lasts(Moment now, double ms) const noexcept {
    return until_wall_ms >= now.wall_ms + ms &&
           until_mono_ms >= now.mono_ms + ms;
  }
  // Whether another tab may have taken the batch.
  [[nodiscard]] bool is_over(Moment now) const noexcept;
};

// How long a lease that some tab wrote still holds for the others, in
// milliseconds; 0 if it is over. One from behind the longest that there is
// comes from a clock that was set back, and is over.
[[nodiscard]] double lease_left_ms(double until_wall_ms,
                                   double wall_ms) noexcept;

}  // namespace sluice
