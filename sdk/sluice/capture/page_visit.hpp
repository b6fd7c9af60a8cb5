#pragma once

#include <optional>

#include "sluice/base/status.hpp"
#include "sluice/base/time.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/capture/engaged_time.hpp"
#include "sluice/capture/forms.hpp"
#include "sluice/capture/impressions.hpp"
#include "sluice/capture/media.hpp"
#include "sluice/capture/script_errors.hpp"
#include "sluice/capture/scroll_depth.hpp"
#include "sluice/capture/settings.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What a visitor does on a page between one page view and the next, clicks
// apart.
class PageVisit {
 public:
  // Takes a fact and adds the events that it makes. None: it is of no kind that
  // is known here.
  std::optional<Status> take(json::Value fact, const CaptureSettings& settings,
                             Moment now, Captures& captures);

  // The visitor did something that other facts tell.
  void notice(Moment now) noexcept;
  void show(Moment now) noexcept;
  // The page is hidden. It may not come back; if `is_left`, it does not.
  void hide(bool is_left, const CaptureSettings& settings, Moment now,
            Captures& captures);
  // A page view begins: adds the last events of the one before.
  void begin(const CaptureSettings& settings, Moment now, Captures& captures);
  // Forgets what was seen until now: it makes no event any more.
  void forget() noexcept;

  // When time alone will make an event; and adds those that it made by now.
  [[nodiscard]] std::optional<double> due_at(
      const CaptureSettings& settings) const noexcept;
  void take_due(const CaptureSettings& settings, Moment now,
                Captures& captures);

 private:
  Status take_act(json::Value kind, json::Value fact,
                  const CaptureSettings& settings, Moment now,
                  Captures& captures);
  void leave(double least_ms, bool is_left, const CaptureSettings& settings,
             Moment now, Captures& captures);

  EngagedTime engaged_;
  bool is_visible_ = true;
  // Of this page view.
  ScrollDepth scroll_;
  double told_percent_ = 0;
  double told_ms_ = 0;  // of engaged time in this page view
  Forms forms_;
  Impressions impressions_;
  Media media_;
  ScriptErrors errors_;
};

}  // namespace sluice
