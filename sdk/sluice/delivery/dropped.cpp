// The dropped events of an outbox, for a developer who asks.
#include "sluice/delivery/outbox.hpp"

namespace sluice {

void Outbox::note_dropped(const QueuedEvent& event, DropReason reason) {
  dropped.push_back(event);
  dropped.back().why = reason;
}

void Outbox::note_dropped(const std::list<QueuedEvent>& events,
                          DropReason reason) {
  for (const QueuedEvent& event : events) note_dropped(event, reason);
}

void Outbox::note_withdrawn(const std::list<QueuedEvent>& events,
                            PurposeMask purposes) {
  for (const QueuedEvent& event : events) {
    if ((event.relied_on & purposes) == 0) continue;
    note_dropped(event, DropReason::Withdrawn);
  }
}

}  // namespace sluice
