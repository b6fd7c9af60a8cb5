// The events of an outbox that may no longer leave.
#include <iterator>

#include "sluice/delivery/outbox.hpp"

namespace sluice {

std::list<std::uint32_t> Outbox::purge(PurposeMask purposes) {
  std::list<std::uint32_t> aborted;
  if (is_debugged()) {
    note_withdrawn(queue_.events(), purposes);
    for (const Batch& batch : batches_) note_withdrawn(batch.events, purposes);
  }
  std::size_t purged = queue_.purge(purposes);
  for (auto batch = batches_.begin(); batch != batches_.end();) {
    const auto next = std::next(batch);
    const std::size_t removed = purge_events(batch->events, purposes);
    if (removed > 0 && batch->in_flight) aborted.push_back(batch->number);
    purged += removed;
    if (removed > 0) forget_stored(*batch);
    if (batch->events.empty()) drop(batch, DropReason::Withdrawn);
    batch = next;
  }
  losses.count(DropReason::Withdrawn, purged);
  if (purged > 0) note_removal();
  return aborted;
}

std::list<std::uint32_t> Outbox::batches_in_flight() const {
  std::list<std::uint32_t> numbers;
  for (const Batch& batch : batches_) {
    if (batch.in_flight) numbers.push_back(batch.number);
  }
  return numbers;
}

std::size_t Outbox::clear() {
  if (is_debugged()) {
    note_dropped(queue_.events(), DropReason::Withdrawn);
    for (const Batch& batch : batches_) {
      note_dropped(batch.events, DropReason::Withdrawn);
    }
  }
  const std::size_t events = size();
  queue_.clear();
  batches_.clear();
  finished_.clear();
  losses = {};
  note_removal();
  return events;
}

}  // namespace sluice
