#include "sluice/consent/hold.hpp"

#include <algorithm>
#include <utility>

#include "sluice/consent/policy.hpp"

namespace sluice {

HoldLimits hold_limits(json::Value unknown) noexcept {
  HoldLimits limits;
  const auto at_most = [unknown](double& limit, std::string_view name) {
    limit = std::min(limit, unknown.member(name).number_or(limit));
  };
  at_most(limits.events, "maxEvents");
  at_most(limits.bytes, "maxBytes");
  limits.age_ms = std::min(
      limits.age_ms, duration_ms(unknown.member("maxAge"), limits.age_ms));
  return limits;
}

bool Hold::has_room(const Held& held, const HoldLimits& limits) const noexcept {
  std::size_t bytes = held.event.bytes();
  for (const Held& one : held_) bytes += one.event.bytes();
  return static_cast<double>(held_.size()) < limits.events &&
         static_cast<double>(bytes) <= limits.bytes;
}

bool Hold::add(Held& held, const HoldLimits& limits) {
  if (!has_room(held, limits)) return false;
  // What is put back has waited longest.
  const auto behind =
      std::find_if(held_.begin(), held_.end(), [&held](const Held& one) {
        return one.since_mono_ms > held.since_mono_ms;
      });
  held_.insert(behind, std::move(held));
  return true;
}

std::list<Held> Hold::take() {
  std::list<Held> taken;
  taken.swap(held_);
  return taken;
}

std::list<Held> Hold::expire(double mono_ms, const HoldLimits& limits) {
  std::list<Held> expired;
  while (!held_.empty() &&
         mono_ms - held_.front().since_mono_ms >= limits.age_ms) {
    expired.splice(expired.end(), held_, held_.begin());
  }
  return expired;
}

std::optional<double> Hold::waiting_since() const noexcept {
  if (held_.empty()) return std::nullopt;
  return held_.front().since_mono_ms;
}

}  // namespace sluice
