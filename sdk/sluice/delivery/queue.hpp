#pragma once

#include <algorithm>
#include <cstddef>
#include <list>
#include <optional>
#include <string_view>

#include "sluice/base/limits.hpp"
#include "sluice/delivery/batch.hpp"

namespace sluice {

// What one request may hold.
struct BatchLimits {
  std::size_t events = kMaxQueueEvents;
  std::size_t bytes = kMaxBatchBytes;
  bool only_conversions = false;
};

// Events waiting for their first try: conversions first, each kind in order of
// capture. Its owner caps it, since events in flight share the same caps.
class Queue {
 public:
  // `mono_ms` is when the event was queued.
  void push(QueuedEvent event, double mono_ms);

  // The events of one request: as many from the front as stay within `limits`
  // and share a group, at least one.
  [[nodiscard]] std::list<QueuedEvent> take(const BatchLimits& limits);
  // The same, copied.
  [[nodiscard]] std::list<QueuedEvent> front(const BatchLimits& limits) const;

  // The one that would be taken first; the queue must not be empty.
  [[nodiscard]] const QueuedEvent& first() const noexcept {
    return events_.front();
  }

  // Makes room for an event of this priority by removing the oldest of the
  // lowest one. False if that is higher.
  [[nodiscard]] bool displace(Priority by);
  // The event that displace() would remove, or null.
  [[nodiscard]] const QueuedEvent* displaced_by(Priority by) const noexcept;

  // The page is being left: what is worth least goes last.
  void put_ambient_last();

  // Removes the events that relied on any of `purposes`; returns how many.
  std::size_t purge(PurposeMask purposes);

  void clear() noexcept { events_.clear(); }

  // In the order in which they will be sent.
  [[nodiscard]] const std::list<QueuedEvent>& events() const noexcept {
    return events_;
  }

  [[nodiscard]] std::size_t size() const noexcept { return events_.size(); }
  [[nodiscard]] std::size_t bytes() const noexcept { return bytes_of(events_); }
  [[nodiscard]] bool has_conversion() const noexcept {
    return !events_.empty() && events_.front().priority == Priority::Conversion;
  }
  // The event of that JSON, or null.
  [[nodiscard]] QueuedEvent* find(std::string_view json) noexcept;
  // As if the first event had come kFlushMs before `mono_ms`, or later.
  void wait_until(double mono_ms) noexcept {
    since_mono_ms_ = std::max(since_mono_ms_, mono_ms - kFlushMs);
  }
  // When the first event came into the empty queue; none if it is empty.
  [[nodiscard]] std::optional<double> waiting_since() const noexcept;
  // The same, whatever wait_until() said.
  [[nodiscard]] std::optional<double> filled_at() const noexcept;

 private:
  using Events = std::list<QueuedEvent>;

  [[nodiscard]] Events::const_iterator end_of_request(
      const BatchLimits& limits) const noexcept;
  // The oldest event of the lowest priority, or the end.
  [[nodiscard]] Events::const_iterator least() const noexcept;
  // The first event that is no conversion, or the end.
  [[nodiscard]] Events::iterator behind_conversions() noexcept;

  std::list<QueuedEvent> events_;
  double since_mono_ms_ = 0;
  double filled_mono_ms_ = 0;
};

}  // namespace sluice
