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
  Events taken;
  taken.splice(taken.end(), events_, events_.begin(), end_of_request(limits));
  return taken;
}

std::list<QueuedEvent> Queue::front(const BatchLimits& limits) const {
  return Events(events_.begin(), end_of_request(limits));
}

Queue::Events::const_iterator Queue::end_of_request(
    const BatchLimits& limits) const noexcept {
  std::size_t count = 0;
  std::size_t bytes = 0;
  auto end = events_.begin();
  for (; end != events_.end(); ++end, ++count) {
    bytes += end->bytes();
    const bool fits = bytes <= limits.bytes && count < limits.events &&
                      share_group(events_.front(), *end);
    if (count > 0 && !fits) break;
  }
  return end;
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
