#include "sluice/capture/scroll_depth.hpp"

#include <algorithm>
#include <cmath>

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// On a zoomed page the last pixel may not be reached.
// https://developer.mozilla.org/docs/Web/API/Element/scrollHeight
constexpr double kRoundingPx = 1;

double percent_of(double part, double whole) noexcept {
  if (part + kRoundingPx >= whole) return 100;
  return std::max(std::floor(100 * part / whole), 0.0);
}

}  // namespace

Status ScrollDepth::take(json::Value fact, std::string_view milestones,
                         Captures& captures) {
  const auto bottom = fact.member("bottom").number();
  const auto view = fact.member("view").number();
  const auto height = fact.member("height").number();
  if (!bottom || !view || !height) return Status::BadFact;
  const double unscrolled = percent_of(*view, *height);
  const double reached = percent_of(*bottom, *height);
  if (unscrolled == 100 || reached <= percent_) return Status::NotCounted;
  const double from = std::max(percent_, unscrolled);
  percent_ = reached;
  while (!milestones.empty()) {
    const auto milestone = parse_number(next_word(milestones));
    if (!milestone || !(*milestone > from) || *milestone > reached) continue;
    capture(captures, "scroll").add_integer("scroll.depth", *milestone);
  }
  return Status::NotCounted;
}

}  // namespace sluice
