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
  if (events_.empty()) since_mono_ms_ = filled_mono_ms_ = mono_ms;
  const bool is_first = event.priority == Priority::Conversion;
  const auto at = is_first ? behind_conversions() : events_.end();
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
    const bool is_wanted =
        !limits.only_conversions || end->priority == Priority::Conversion;
    const bool fits = bytes <= limits.bytes && count < limits.events &&
                      is_wanted && share_group(events_.front(), *end);
    if (count > 0 && !fits) break;
  }
  return end;
}

Queue::Events::const_iterator Queue::least() const noexcept {
  return std::min_element(
      events_.begin(), events_.end(),
      [](const auto& a, const auto& b) { return a.priority < b.priority; });
}

bool Queue::displace(Priority by) {
  const auto event = least();
  if (event == events_.end() || event->priority > by) return false;
  events_.erase(event);
  return true;
}

const QueuedEvent* Queue::displaced_by(Priority by) const noexcept {
  const auto event = least();
  return event == events_.end() || event->priority > by ? nullptr : &*event;
}

void Queue::put_ambient_last() {
  Events ambient;
  for (auto event = events_.begin(); event != events_.end();) {
    const auto here = event++;
    if (here->priority == Priority::Ambient) {
      ambient.splice(ambient.end(), events_, here);
    }
  }
  events_.splice(events_.end(), ambient);
}

std::size_t Queue::purge(PurposeMask purposes) {
  return purge_events(events_, purposes);
}

QueuedEvent* Queue::find(std::string_view json) noexcept {
  for (QueuedEvent& event : events_) {
    if (std::string_view(event.json) == json) return &event;
  }
  return nullptr;
}

std::optional<double> Queue::waiting_since() const noexcept {
  if (events_.empty()) return std::nullopt;
  return since_mono_ms_;
}

std::optional<double> Queue::filled_at() const noexcept {
  if (events_.empty()) return std::nullopt;
  return filled_mono_ms_;
}

Queue::Events::iterator Queue::behind_conversions() noexcept {
  return std::find_if(events_.begin(), events_.end(), [](const auto& event) {
    return event.priority != Priority::Conversion;
  });
}

}  // namespace sluice
