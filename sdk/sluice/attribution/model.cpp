#include "sluice/attribution/model.hpp"

#include <algorithm>

#include "sluice/attribution/decay.hpp"

namespace sluice {
namespace {

// Percent of the position based model, of each end and of all between.
constexpr std::uint64_t kEnd = 40;
constexpr std::uint64_t kBetween = 20;

// Returns how many count.
std::size_t line_up(std::span<Stake> stakes, double converted_ms,
                    const Attribution& attribution) noexcept {
  std::size_t count = 0;
  for (Stake& one : stakes) {
    const double age_ms = converted_ms - one.time_ms;
    const double most_ms =
        one.is_view ? attribution.view_window_ms : attribution.lookback_ms;
    one.counts = age_ms >= 0 && age_ms <= most_ms;
    one.order = 0;
    one.share = 0;
    if (!one.counts) continue;
    ++count;
    for (Stake& other :
         stakes.first(static_cast<std::size_t>(&one - stakes.data()))) {
      if (!other.counts) continue;
      ++(other.time_ms > one.time_ms ? other : one).order;
    }
  }
  return count;
}

// Who is before others where one gets all: clicks, then views, then, for a
// model that looks past them, direct visits.
int rank(const Stake& stake, Model model) noexcept {
  if (stake.is_view) return 1;
  return model == Model::LastNonDirect && stake.is_direct ? 0 : 2;
}

void give_all(std::span<Stake> stakes, Model model) noexcept {
  Stake* best = nullptr;
  for (Stake& one : stakes) {
    if (!one.counts) continue;
    const int step = best ? rank(one, model) - rank(*best, model) : 1;
    const bool is_later = best && one.order > best->order;
    if (step > 0 || (step == 0 && is_later == (model != Model::First))) {
      best = &one;
    }
  }
  if (best) best->share = 1;
}

void share_by_age(std::span<Stake> stakes, std::size_t count,
                  double half_life_ms) noexcept {
  double last_ms = 0;
  for (const Stake& one : stakes) {
    if (one.counts && one.order == count - 1) last_ms = one.time_ms;
  }
  for (Stake& one : stakes) {
    if (!one.counts) continue;
    one.share = decay(static_cast<std::uint64_t>(last_ms - one.time_ms),
                      static_cast<std::uint64_t>(half_life_ms));
  }
}

void share_by_place(std::span<Stake> stakes, std::size_t count,
                    bool is_linear) noexcept {
  const bool is_even = is_linear || count < 3;
  for (Stake& one : stakes) {
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

void weigh(std::span<Stake> stakes, double converted_ms,
           const Attribution& attribution) noexcept {
  const std::size_t count = line_up(stakes, converted_ms, attribution);
  const Model model = attribution.model;
  if (model < Model::Linear) {
    give_all(stakes, model);
  } else if (model == Model::TimeDecay) {
    share_by_age(stakes, count, attribution.half_life_ms);
  } else {
    share_by_place(stakes, count, model == Model::Linear);
  }
  apportion(stakes);
}

}  // namespace sluice
