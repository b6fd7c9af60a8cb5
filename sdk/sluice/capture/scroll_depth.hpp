#pragma once

#include <string_view>

#include "sluice/base/status.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// How far down a page view has come, in percent of the page at the lower edge
// of the viewport.
//
// What was visible without scrolling was not scrolled to: a page that fits the
// viewport has no depth, and on one that is two viewports high the first
// milestone is above 50. Tools that take the lower edge alone tell 100 % of
// such pages, and of every visit.
class ScrollDepth {
 public:
  // Takes the fact `scroll` and adds an event for each of the `milestones`
  // that it was the first to reach.
  Status take(json::Value fact, std::string_view milestones,
              Captures& captures);

  // The deepest point; 0 if the visitor did not scroll.
  [[nodiscard]] double percent() const noexcept { return percent_; }

 private:
  double percent_ = 0;
};

}  // namespace sluice
