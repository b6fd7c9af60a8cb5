#pragma once

#include <list>
#include <optional>

#include "sluice/base/status.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/capture/settings.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What a visitor could see: marked elements of which a share was in view for a
// time without a break, each once in a page view. The defaults are the MRC's
// for display ads. https://www.iab.com/guidelines/mrc-viewable-impressions/
class Impressions {
 public:
  // Takes the fact `shown`.
  Status take(json::Value fact, const CaptureSettings& settings,
              double mono_ms);
  // Nothing is seen of a page that is hidden: what is in view when it is shown
  // again begins anew.
  void set_visible(bool is_visible, double mono_ms) noexcept;

  // When the next one will have been in view long enough; none: never.
  [[nodiscard]] std::optional<double> due_at(
      const CaptureSettings& settings) const noexcept;
  // Adds an event for each that has.
  void take_due(const CaptureSettings& settings, double mono_ms,
                Captures& captures);

 private:
  struct Shown {
    double key = 0;  // the host's
    double since_mono_ms = 0;
    bool is_in_view = false;
    bool is_told = false;
    Fields about;
  };

  std::list<Shown> shown_;  // at most kMaxImpressions
  bool is_visible_ = true;
};

// The mark of an impression that a click was in, of the innermost element;
// empty if there is none.
[[nodiscard]] std::string_view impression_of(json::Value click) noexcept;

}  // namespace sluice
