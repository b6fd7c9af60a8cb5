#include "sluice/delivery/batch.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {

Priority priority_of(const Event& event) noexcept {
  constexpr std::string_view kAmbient =
      "scroll engagement impression video_progress web_vital error";
  if (event.conversion) return Priority::Conversion;
  return has_exact_word(kAmbient, event.name) ? Priority::Ambient
                                              : Priority::Usual;
}

std::size_t bytes_of(const std::list<QueuedEvent>& events) noexcept {
  std::size_t total = 0;
  for (const auto& event : events) total += event.bytes();
  return total;
}

bool Batch::is_large() const noexcept {
  return events.size() > 1 && bytes_of(events) > kMaxBatchBytes;
}

bool Batch::can_take(const QueuedEvent& event,
                     std::size_t most) const noexcept {
  const std::string_view group = event.group;
  const bool is_first = event.priority == Priority::Conversion;
  return tries == 0 && !events.empty() && events.front().group == group &&
         (!is_first || has_conversion()) &&
         bytes_of(events) + event.bytes() <= most;
}

std::size_t purge_events(std::list<QueuedEvent>& events, PurposeMask purposes) {
  return events.remove_if([purposes](const QueuedEvent& event) {
    return (event.relied_on & purposes) != 0;
  });
}

}  // namespace sluice
