#include "sluice/capture/media.hpp"

#include <algorithm>
#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"

namespace sluice {
namespace {

// GA4's and Snowplow's together. To have completed a medium the last of them
// must have been reached by playing, too.
constexpr std::array<int, 5> kMilestones = {10, 25, 50, 75, 90};
constexpr std::uint32_t kLastMilestone = 1U << (kMilestones.size() - 1);

std::string_view file_name(std::string_view address) noexcept {
  const Url url = split_url(address);
  if (!equals_ignoring_case(url.scheme, "https") &&
      !equals_ignoring_case(url.scheme, "http")) {
    return {};  // "blob:" and "data:" name nothing
  }
  return url.path.substr(url.path.rfind('/') + 1);
}

void add(Captures& captures, const char* name, json::Value fact,
         double position_s, double percent) {
  Fields& fields = capture(captures, name);
  const auto id = fact.member("id").text();
  fields.add_name("video.provider", fact.member("provider"));
  fields.add_name("video.kind", fact.member("kind"));
  fields.add_present(
      "video.id", cut(id.empty() ? file_name(fact.member("source").text()) : id,
                      kMaxNameBytes));
  fields.add_name("video.title", fact.member("title"));
  fields.add_integer("video.position", position_s);
  const auto duration_s = fact.member("duration").number();
  if (!duration_s) return;  // a broadcast has no end
  fields.add_integer("video.duration", *duration_s);
  fields.add_integer("video.percent", percent);
}

double percent_of(double position_s, json::Value fact) noexcept {
  const double duration_s = fact.member("duration").number_or(0);
  return duration_s > 0 ? std::min(100 * position_s / duration_s, 100.0) : 0;
}

}  // namespace

Status Media::take(json::Value fact, double mono_ms, Captures& captures) {
  const auto key = fact.member("media").number();
  const auto position_s = fact.member("position").number();
  if (!key || !position_s) return Status::BadFact;
  // Silent and without end: decoration.
  if (fact.is_set("loop") && fact.is_set("muted")) {
    return Status::NotCounted;
  }
  Medium* medium = find(*key);
  if (medium == nullptr) return Status::NotCounted;
  const auto state = fact.member("state");
  if (state.says("play")) {
    start(*medium, fact, captures);
  } else if (medium->is_playing && !state.says("seek")) {
    const double passed_s = (mono_ms - medium->at_mono_ms) / 1000;
    const double played_s = *position_s - medium->position_s;
    // YouTube does not tell that its visitor moved the handle.
    if (played_s <= passed_s * kMaxPlaybackRate + kMediaSlackS) {
      play_to(*medium, fact, *position_s, captures);
    }
  }
  const bool is_end = state.says("end");
  if (is_end && !medium->is_completed &&
      (medium->milestones & kLastMilestone) != 0) {
    medium->is_completed = true;
    add(captures, "video_complete", fact, *position_s, 100);
  }
  medium->is_playing = state.says("play") ||
                       (medium->is_playing && !is_end && !state.says("pause"));
  medium->position_s = *position_s;
  medium->at_mono_ms = mono_ms;
  return Status::NotCounted;
}

void Media::start(Medium& medium, json::Value fact, Captures& captures) {
  if (medium.is_started) return;
  medium.is_started = true;
  const double position_s = fact.member("position").number_or(0);
  add(captures, "video_start", fact, position_s, percent_of(position_s, fact));
}

void Media::play_to(Medium& medium, json::Value fact, double position_s,
                    Captures& captures) {
  const double from = percent_of(medium.position_s, fact);
  const double to = percent_of(position_s, fact);
  std::uint32_t bit = 1;
  for (const int milestone : kMilestones) {
    if (from < milestone && milestone <= to && (medium.milestones & bit) == 0) {
      medium.milestones |= bit;
      add(captures, "video_progress", fact, position_s, milestone);
    }
    bit <<= 1;
  }
}

bool Media::is_playing() const noexcept {
  return std::any_of(media_.begin(), media_.end(),
                     [](const Medium& medium) { return medium.is_playing; });
}

Media::Medium* Media::find(double key) {
  for (Medium& medium : media_) {
    if (medium.key == key) return &medium;
  }
  if (media_.size() == kMaxMedia) return nullptr;
  media_.emplace_back().key = key;
  return &media_.back();
}

}  // namespace sluice
