#include "sluice/capture/click_series.hpp"

#include <optional>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// Elements whose answer a page cannot see, or that are clicked often on
// purpose.
constexpr std::string_view kSilentTags =
    "input select textarea option video audio canvas iframe embed object";
constexpr std::string_view kSilentRoles =
    "application scrollbar slider spinbutton textbox";
constexpr std::string_view kPageTags = "html body";

bool is_near(double x, double y, double pixels) noexcept {
  return x * x + y * y <= pixels * pixels;
}

bool is_silent(json::Value element, const Click& click) noexcept {
  const bool is_button =
      element == click.element && click.target == ClickTarget::Button;
  return (!is_button && has_word(kSilentTags, element.member("tag").text())) ||
         has_word(kSilentRoles, element.member("role").text()) ||
         element.member("editable").exists();
}

// From where the button went down to where it came up.
bool is_drag(json::Value fact) noexcept {
  const auto pressed = fact.member("pressed").first();
  const auto x = fact.member("x").number();
  const auto y = fact.member("y").number();
  if (!x || !y) return true;  // nowhere, as those by the keyboard
  return !is_near(*x - pressed.number_or(*x), *y - pressed.next().number_or(*y),
                  kDragPixels);
}

// Whether a page would answer it where anybody can see.
bool is_fit(const Click& click, json::Value fact) noexcept {
  if (click.is_middle || fact.member("keys").exists() || is_drag(fact)) {
    return false;
  }
  const auto path = fact.member("path").first();
  if (has_word(kPageTags, path.member("tag").text())) return false;
  for (auto one = path; one.exists(); one = one.next()) {
    if (is_silent(one, click)) return false;
  }
  return path.exists();
}

}  // namespace

bool ClickSeries::take(const Click& click, json::Value fact, double mono_ms,
                       Wanted wanted) {
  if (!is_fit(click, fact)) {
    cancel();
    return false;
  }
  clicks_ = goes_on(fact, mono_ms) ? clicks_ + 1 : 1;
  last_ms_ = mono_ms;
  leads_away_ = click.leads_away;
  may_be_dead_ = wanted.dead && click.looks_clickable();
  may_be_rage_ = wanted.rage && clicks_ >= kRageClicks;
  // The second click is watched, so that one that was answered ends a series.
  is_awaited_ = may_be_dead_ || (wanted.rage && clicks_ > 1);
  return is_awaited_;
}

bool ClickSeries::goes_on(json::Value fact, double mono_ms) noexcept {
  const double x = fact.member("x").number_or(0);
  const double y = fact.member("y").number_or(0);
  const bool is_same = mono_ms - last_ms_ <= kRageGapMs &&
                       is_near(x - last_x_, y - last_y_, kRagePixels);
  last_x_ = x;
  last_y_ = y;
  return is_same;
}

ClickSeries::Verdict ClickSeries::settle(json::Value fact) noexcept {
  if (!is_awaited_) return Verdict::Nothing;
  is_awaited_ = false;
  const bool is_followed = leads_away_ && !fact.is_set("prevented");
  if (fact.member("answer").exists() || is_followed) {
    clicks_ = 0;
    return Verdict::Nothing;
  }
  if (may_be_rage_) return Verdict::Rage;
  return may_be_dead_ ? Verdict::Dead : Verdict::Nothing;
}

void ClickSeries::cancel() noexcept {
  is_awaited_ = false;
  clicks_ = 0;
}

}  // namespace sluice
