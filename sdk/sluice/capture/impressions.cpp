#include "sluice/capture/impressions.hpp"

#include <algorithm>

#include "sluice/base/strings.hpp"
#include "sluice/capture/selector.hpp"

namespace sluice {

Status Impressions::take(json::Value fact, const CaptureSettings& settings,
                         double mono_ms) {
  const auto key = fact.member("element").number();
  const auto share = fact.member("share").number();
  if (!key || !share) return Status::BadFact;
  const bool is_in_view = *share >= settings.impression_share;
  auto known = std::find_if(shown_.begin(), shown_.end(),
                            [key](const Shown& one) { return one.key == key; });
  if (known == shown_.end()) {
    if (!is_in_view || shown_.size() == kMaxImpressions) {
      return Status::NotCounted;
    }
    known = shown_.emplace(shown_.end());
    known->key = *key;
  }
  if (known->is_told || known->is_in_view == is_in_view) {
    return Status::NotCounted;
  }
  known->is_in_view = is_in_view;
  known->since_mono_ms = mono_ms;
  known->about = {};
  known->about.add_name("impression.id", fact.member("id"));
  known->about.add_present("impression.selector",
                           make_selector(fact.member("path").first()));
  known->about.add_integer("impression.share", *share);
  return Status::NotCounted;
}

void Impressions::set_visible(bool is_visible, double mono_ms) noexcept {
  is_visible_ = is_visible;
  for (Shown& one : shown_) one.since_mono_ms = mono_ms;
}

std::optional<double> Impressions::due_at(
    const CaptureSettings& settings) const noexcept {
  std::optional<double> due;
  if (!is_visible_) return due;
  for (const Shown& one : shown_) {
    if (one.is_told || !one.is_in_view) continue;
    const double at = one.since_mono_ms + settings.impression_time_ms;
    due = due ? std::min(*due, at) : at;
  }
  return due;
}

void Impressions::take_due(const CaptureSettings& settings, double mono_ms,
                           Captures& captures) {
  if (!is_visible_) return;
  for (Shown& one : shown_) {
    const double time_ms = mono_ms - one.since_mono_ms;
    if (one.is_told || !one.is_in_view ||
        time_ms < settings.impression_time_ms) {
      continue;
    }
    one.is_told = true;
    Fields& fields = capture(captures, "impression");
    fields.add(one.about);
    fields.add_integer("impression.time", time_ms);
    one.about = {};
  }
}

std::string_view impression_of(json::Value click) noexcept {
  auto element = click.member("path").first();
  for (; element.exists(); element = element.next()) {
    const auto mark = element.member("impression").text();
    if (!mark.empty()) return cut(mark, kMaxNameBytes);
  }
  return {};
}

}  // namespace sluice
