#include "sluice/consent/hold.hpp"

#include <utility>

#include "sluice/base/limits.hpp"

namespace sluice {

bool Hold::add(Event& event, double since_mono_ms) {
  std::size_t bytes = event.bytes();
  for (const Held& held : held_) bytes += held.event.bytes();
  if (held_.size() == kMaxHeldEvents || bytes > kMaxHeldBytes) return false;
  held_.push_back({std::move(event), since_mono_ms});
  return true;
}

std::list<Held> Hold::take() {
  std::list<Held> taken;
  taken.swap(held_);
  return taken;
}

std::size_t Hold::expire(double mono_ms) {
  return held_.remove_if([mono_ms](const Held& held) {
    return mono_ms - held.since_mono_ms >= kMaxHoldMs;
  });
}

std::optional<double> Hold::expires_at() const noexcept {
  if (held_.empty()) return std::nullopt;
  return held_.front().since_mono_ms + kMaxHoldMs;
}

}  // namespace sluice
