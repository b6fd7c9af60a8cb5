#include "sluice/attribution/model.hpp"

#include <algorithm>

#include "sluice/attribution/decay.hpp"

namespace sluice {
namespace {

// Percent of the position based model, of each end and of all between.
constexpr std::uint64_t kEnd = 40;
constexpr std::uint64_t kBetween = 20;

// Returns how many count.
std::size_t line_up(std::span<TouchWeight> touches, double converted_ms,
                    const Attribution& attribution) noexcept {
  std::size_t count = 0;
  for (TouchWeight& one : touches) {
    const double age_ms = converted_ms - one.time_ms;
    const double most_ms =
        one.is_view ? attribution.view_window_ms : attribution.lookback_ms;
    one.counts = age_ms >= 0 && age_ms <= most_ms;
    one.order = 0;
    one.share = 0;
    if (!one.counts) continue;
    ++count;
    for (TouchWeight& other :
         touches.first(static_cast<std::size_t>(&one - touches.data()))) {
      if (!other.counts) continue;
      ++(other.time_ms > one.time_ms ? other : one).order;
    }
  }
  return count;
}

// Who is before others where one gets all: clicks, then views, then, for a
// model that looks past them, direct visits.
int rank(const TouchWeight& touch, Model model) noexcept {
  if (touch.is_view) return 1;
  return model == Model::LastNonDirect && touch.is_direct ? 0 : 2;
}

void give_all(std::span<TouchWeight> touches, Model model) noexcept {
  TouchWeight* best = nullptr;
  for (TouchWeight& one : touches) {
    if (!one.counts) continue;
    const int step = best ? rank(one, model) - rank(*best, model) : 1;
    const bool is_later = best && one.order > best->order;
    if (step > 0 || (step == 0 && is_later == (model != Model::First))) {
      best = &one;
    }
  }
  if (best) best->share = 1;
}

void share_by_age(std::span<TouchWeight> touches, std::size_t count,
                  double half_life_ms) noexcept {
  double last_ms = 0;
  for (const TouchWeight& one : touches) {
    if (one.counts && one.order == count - 1) last_ms = one.time_ms;
  }
  for (TouchWeight& one : touches) {
    if (!one.counts) continue;
    one.share = decay(static_cast<std::uint64_t>(last_ms - one.time_ms),
                      static_cast<std::uint64_t>(half_life_ms));
  }
}

void share_by_place(std::span<TouchWeight> touches, std::size_t count,
                    bool is_linear) noexcept {
  const bool is_even = is_linear || count < 3;
  for (TouchWeight& one : touches) {
    const bool is_end = one.order == 0 || one.order == count - 1;
    const std::uint64_t part = is_end ? kEnd * (count - 2) : kBetween;
    if (one.counts) one.share = is_even ? 1 : part;
  }
}

}  // namespace

std::optional<Model> find_model(std::string_view name) noexcept {
  const auto found = std::find(kModelNames.begin(), kModelNames.end(), name);
  if (found == kModelNames.end()) return std::nullopt;
  return static_cast<Model>(found - kModelNames.begin());
}

void assign_weights(std::span<TouchWeight> touches, double converted_ms,
                    const Attribution& attribution) noexcept {
  const std::size_t count = line_up(touches, converted_ms, attribution);
  const Model model = attribution.model;
  if (model < Model::Linear) {
    give_all(touches, model);
  } else if (model == Model::TimeDecay) {
    share_by_age(touches, count, attribution.half_life_ms);
  } else {
    share_by_place(touches, count, model == Model::Linear);
  }
  apportion(touches);
}

}  // namespace sluice
