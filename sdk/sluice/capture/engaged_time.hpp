#pragma once

namespace sluice {

// The time for which a page was visible and had the focus: the sum of such
// stretches by the clock that never runs backwards, without a heartbeat.
// Time behind another tab or window is none:
// https://github.com/matomo-org/matomo/issues/22480
//
// A stretch without any sign of the visitor counts for kMaxEngagedGapMs at
// most, since some machines sleep with the page in front and let the clock go
// on (https://www.w3.org/TR/hr-time-3/#sec-monotonic-clock); `is_watching` says
// that something played, and a film needs no sign.
class EngagedTime {
 public:
  // The visitor did something; also before each of the two below.
  void notice(double mono_ms, bool is_watching) noexcept;
  void set_visible(bool is_visible) noexcept { is_visible_ = is_visible; }
  void set_focused(bool is_focused) noexcept { is_focused_ = is_focused; }

  // What was counted since this was called last, if it is `least_ms` or more;
  // else 0, and it is kept.
  [[nodiscard]] double take_ms(double least_ms) noexcept;
  void forget() noexcept { counted_ms_ = 0; }

 private:
  bool is_visible_ = true;   // the core is started when the page is shown
  bool is_focused_ = false;  // until the host says so
  double since_mono_ms_ = 0;
  double counted_ms_ = 0;
};

}  // namespace sluice
