#include "sluice/delivery/queue.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace sluice {
namespace {

bool share_group(const QueuedEvent& a, const QueuedEvent& b) noexcept {
  return std::string_view(a.group) == std::string_view(b.group);
}

}  // namespace

void Queue::push(QueuedEvent event, double mono_ms) {
  if (events_.empty()) since_mono_ms_ = mono_ms;
  const auto at = event.conversion ? behind_conversions() : events_.end();
  events_.insert(at, std::move(event));
}

std::list<QueuedEvent> Queue::take(const BatchLimits& limits) {
  std::list<QueuedEvent> taken;
  std::size_t bytes = 0;
  while (!events_.empty()) {
    bytes += events_.front().bytes();
    const bool fits = bytes <= limits.bytes && taken.size() < limits.events;
    if (!taken.empty() && !(fits && share_group(taken.back(), events_.front())))
      break;
    taken.splice(taken.end(), events_, events_.begin());
  }
  return taken;
}

bool Queue::displace(bool by_conversion) {
  auto least = behind_conversions();
  if (least == events_.end()) {
    if (events_.empty() || !by_conversion) return false;
    least = events_.begin();
  }
  events_.erase(least);
  return true;
}

std::size_t Queue::purge(PurposeMask purposes) {
  return purge_events(events_, purposes);
}

std::optional<double> Queue::waiting_since() const noexcept {
  if (events_.empty()) return std::nullopt;
  return since_mono_ms_;
}

std::list<QueuedEvent>::iterator Queue::behind_conversions() noexcept {
  return std::find_if(events_.begin(), events_.end(),
                      [](const auto& event) { return !event.conversion; });
}

}  // namespace sluice
