#include "sluice/capture/page_visit.hpp"

#include <algorithm>
#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/capture/web_vital.hpp"

namespace sluice {

namespace {

// The switch that a kind of fact is under; null: none, it is always taken.
struct Kind {
  std::string_view name;
  bool CaptureSettings::*flag;
};

constexpr std::array<Kind, 9> kKinds = {{
    {"scroll", &CaptureSettings::scroll},
    {"input", &CaptureSettings::forms},
    {"submit", &CaptureSettings::forms},
    {"shown", &CaptureSettings::impressions},
    {"media", &CaptureSettings::video},
    {"error", &CaptureSettings::errors},
    {"focus", &CaptureSettings::engagement},
    {"blur", &CaptureSettings::engagement},
    {"vital", nullptr},
}};

}  // namespace

std::optional<Status> PageVisit::take(json::Value fact,
                                      const CaptureSettings& settings,
                                      Moment now, Captures& captures) {
  const auto kind = fact.member("fact");
  const auto* known =
      std::find_if(kKinds.begin(), kKinds.end(),
                   [kind](const Kind& one) { return one.name == kind.text(); });
  if (known == kKinds.end()) return std::nullopt;
  if (known->flag != nullptr && !(settings.*known->flag)) {
    return Status::SwitchedOff;
  }
  notice(now);
  if (kind.says("focus") || kind.says("blur")) {
    engaged_.set_focused(kind.says("focus"));
    return Status::NotCounted;
  }
  return take_act(kind, fact, settings, now, captures);
}

Status PageVisit::take_act(json::Value kind, json::Value fact,
                           const CaptureSettings& settings, Moment now,
                           Captures& captures) {
  const double mono_ms = now.mono_ms;
  if (kind.says("scroll")) {
    return scroll_.take(fact, settings.scroll_milestones, captures);
  }
  if (kind.says("input")) return forms_.take_input(fact, mono_ms, captures);
  if (kind.says("submit")) return forms_.take_submit(fact, mono_ms, captures);
  if (kind.says("shown")) return impressions_.take(fact, settings, mono_ms);
  if (kind.says("media")) return media_.take(fact, mono_ms, captures);
  if (kind.says("error")) return errors_.take(fact, captures);
  return take_vital(fact, captures);
}

void PageVisit::notice(Moment now) noexcept {
  engaged_.notice(now.mono_ms, media_.is_playing());
}

void PageVisit::show(Moment now) noexcept {
  notice(now);
  engaged_.set_visible(true);
  impressions_.set_visible(true, now.mono_ms);
  is_visible_ = true;
}

void PageVisit::hide(bool is_left, const CaptureSettings& settings, Moment now,
                     Captures& captures) {
  notice(now);
  engaged_.set_visible(false);
  impressions_.set_visible(false, now.mono_ms);
  is_visible_ = false;
  leave(is_left ? 1 : kMinEngagedMs, is_left, settings, now, captures);
}

void PageVisit::begin(const CaptureSettings& settings, Moment now,
                      Captures& captures) {
  notice(now);
  leave(1, true, settings, now, captures);
  forget();
}

void PageVisit::forget() noexcept {
  engaged_.forget();
  scroll_ = {};
  told_percent_ = 0;
  told_ms_ = 0;
  forms_ = {};
  impressions_ = {};
  impressions_.set_visible(is_visible_, 0);
  media_ = {};
  errors_ = {};
}

void PageVisit::leave(double least_ms, bool is_left,
                      const CaptureSettings& settings, Moment now,
                      Captures& captures) {
  if (is_left) forms_.abandon(now.mono_ms, captures);
  if (!settings.engagement) return;
  const double percent = scroll_.percent();
  const bool is_deeper = percent > told_percent_;
  const double time_ms = engaged_.take_ms(is_deeper ? 1 : least_ms);
  if (time_ms == 0 && !is_deeper) return;
  told_percent_ = percent;
  Fields& fields = capture(captures, "engagement");
  fields.add_integer("engagement.time", time_ms);
  told_ms_ += time_ms;
  fields.add_integer("engagement.total", told_ms_);
  if (percent > 0) fields.add_integer("engagement.depth", percent);
}

std::optional<double> PageVisit::due_at(
    const CaptureSettings& settings) const noexcept {
  return impressions_.due_at(settings);
}

void PageVisit::take_due(const CaptureSettings& settings, Moment now,
                         Captures& captures) {
  impressions_.take_due(settings, now.mono_ms, captures);
}

}  // namespace sluice
