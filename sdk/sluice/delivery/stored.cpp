// The part of an outbox that the device keeps.
#include <algorithm>
#include <iterator>
#include <utility>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/delivery/outbox.hpp"

namespace sluice {

// A keepalive request outlives the page, but what it is answered is not heard:
// if it would be no wonder that it failed, the next visit makes it again, for a
// collector that knows equal ids.
bool Outbox::may_die(const Batch& batch) const noexcept {
  const bool outlives = batch.in_flight && batch.keepalive_bytes > 0;
  return !outlives || (is_out_of_reach() && knows_ids);
}

std::list<std::uint32_t> Outbox::reclaim_in_flight(bool can_stash) {
  std::list<std::uint32_t> numbers;
  for (Batch& batch : batches_) {
    const bool may_be_kept = !batch.is_large() || !batch.stored_as.empty();
    const bool stays =
        can_stash ? may_be_kept || !may_die(batch) : batch.keepalive_bytes > 0;
    if (!batch.in_flight || stays) continue;
    // The device answers by the number that one has; and what was made since
    // the page began to be left would be made no better.
    if (batch.stashing || batch.made_leaving) continue;
    numbers.push_back(batch.number);
    batch.number = ++last_number_;  // what is aborted is answered, too
    batch.in_flight = false;
    batch.keepalive_bytes = 0;
  }
  return numbers;
}

void Outbox::begin_leaving() noexcept {
  for (Batch& batch : batches_) batch.made_leaving = false;
}

const Batch* Outbox::next_to_stash(Moment now, bool with_losses,
                                   Random& random) {
  if (stash_failed_) return nullptr;
  for (Batch& batch : batches_) {
    const bool is_kept = batch.in_flight && batch.kept_anew;
    if (batch.stashing || is_kept || batch.is_anybodys(now)) continue;
    // There may be room for some of it only.
    while (!batch.in_flight && batch.is_large()) split(batch, now, random);
    if (!may_die(batch) || batch.is_large()) continue;
    // What the device kept, too: it may be there no more, as where another
    // script cleared its storage.
    batch.stashing = true;
    batch.kept_anew = batch.in_flight;
    // Of what it kept the lease stands there, whether or not it is written.
    const bool is_new = batch.in_flight && batch.stored_as.empty();
    if (is_new) batch.lease = Lease::of(now, kExitLeaseMs);
    return &batch;
  }
  if (queue_.size() == 0 && !(with_losses && losses.are_news())) return nullptr;
  Batch& batch = open_batch(
      {limits.events, std::min(limits.bytes, kMaxBatchBytes)}, now, random);
  batch.stashing = true;
  return &batch;
}

// While the page lives what it cannot get rid of is in both places. A request
// under way is, too, by the rule of may_die().
bool Outbox::lacks_copy(const Batch& batch) const noexcept {
  const bool is_too_large = batch.in_flight && batch.is_large();
  return batch.stored_as.empty() && !batch.stashing && !is_too_large &&
         may_die(batch);
}

std::optional<double> Outbox::backup_due_at() const noexcept {
  if (!is_out_of_reach() || stash_failed_) return std::nullopt;
  for (const Batch& batch : batches_) {
    if (lacks_copy(batch)) return 0;
  }
  const bool has_room = 2 * (size() - queue_.size()) < kMaxQueueEvents &&
                        2 * (bytes() - queue_.bytes()) < max_bytes_;
  const auto since = queue_.filled_at();
  if (!since || !has_room) return std::nullopt;
  return *since + kDeferMs;
}

const Batch* Outbox::next_to_back_up(Moment now, Random& random) {
  const auto due = backup_due_at();
  if (!due || now.mono_ms < *due) return nullptr;
  const auto found =
      std::find_if(batches_.begin(), batches_.end(),
                   [this](const Batch& batch) { return lacks_copy(batch); });
  Batch& batch = found == batches_.end() ? grow_or_open(now, random) : *found;
  while (batch.is_large()) split(batch, now, random);
  // One that grows has the lease that is written there already.
  if (batch.stored_as.empty()) batch.lease = Lease::of(now, kExitLeaseMs);
  batch.stashing = true;
  return &batch;
}

// Each batch is one request in the end.
Batch& Outbox::grow_or_open(Moment now, Random& random) {
  const auto last = find_batch(growing_);
  const bool can_grow = last != batches_.end() && !last->in_flight &&
                        !last->stashing && !last->stored_as.empty() &&
                        last->events.size() < limits.events &&
                        last->can_take(queue_.first(), kMaxGrownBytes);
  if (can_grow) {
    auto& events = last->events;
    events.splice(events.end(),
                  queue_.take({limits.events - events.size(),
                               kMaxGrownBytes - bytes_of(events)}));
    return *last;
  }
  Batch& batch = open_batch(
      {limits.events, std::min(limits.bytes, kMaxBatchBytes)}, now, random);
  growing_ = batch.number;
  return batch;
}

// The device has less of it than this, and another tab may come to send that.
void Outbox::undo_growth(Batch& batch) {
  if (batch.stored_as.empty()) return;
  auto one = batch.events.begin();
  for (std::size_t i = 0; one != batch.events.end(); ++i) {
    const auto here = one++;
    if (i < batch.copied) continue;
    queue_.push(std::move(*here), batch.first_try_mono_ms);
    batch.events.erase(here);
  }
}

void Outbox::stashed(std::uint32_t number, bool kept, bool is_leaving) {
  const auto batch = find_batch(number);
  if (batch == batches_.end() || !batch->stashing) return;
  batch->stashing = false;
  if (!kept) {
    stash_failed_ = true;
    undo_growth(*batch);
    if (batch->events.empty()) drop(batch, DropReason::GaveUp);
  } else if (batch->in_flight || !is_leaving) {
    batch->stored_as = batch->id;
    batch->copied = batch->events.size();
    note_removal();
  } else {
    batches_.erase(batch);
  }
}

void Outbox::retry_stashing() noexcept {
  stash_failed_ = false;
  for (Batch& batch : batches_) batch.kept_anew = false;
}

bool Outbox::adopt(Batch batch) {
  const bool fits = size() + batch.events.size() <= kMaxQueueEvents &&
                    bytes() + bytes_of(batch.events) <= max_bytes_;
  if (!fits || holds(batch.stored_as)) return false;
  batch.number = ++last_number_;
  batch.copied = batch.events.size();
  batches_.push_back(std::move(batch));
  return true;
}

bool Outbox::holds(std::string_view id) const noexcept {
  return std::any_of(batches_.begin(), batches_.end(),
                     [id](const Batch& other) {
                       return std::string_view(other.stored_as) == id;
                     });
}

void Outbox::forget_copies() noexcept {
  for (Batch& batch : batches_) batch.stored_as.clear();
}

bool Outbox::drop_lapsed(Moment now) {
  return batches_.remove_if([now](const Batch& batch) {
    return !batch.in_flight && batch.is_anybodys(now);
  }) > 0;
}

const Batch* Outbox::next_to_lease(Moment now, bool is_leaving) {
  const double wait_ms = std::max(0.0, backoff_.retry_at() - now.mono_ms);
  for (Batch& batch : batches_) {
    const bool is_held = !batch.stored_as.empty() && !batch.stashing;
    if (!is_held || batch.lease.is_over(now)) continue;
    const bool may_arrive = is_leaving && batch.in_flight;
    double least_ms = batch.in_flight ? kTimeoutMs : wait_ms;
    if (may_arrive) least_ms = kExitLeaseMs - kMinClockStepMs;
    const double most_ms = may_arrive ? kExitLeaseMs : least_ms + kLeaseMs;
    if (batch.lease.lasts(now, least_ms) &&
        !batch.lease.lasts(now, most_ms + kMinClockStepMs)) {
      continue;
    }
    batch.lease = Lease::of(now, most_ms);
    return &batch;
  }
  return nullptr;
}

std::optional<Batch> Outbox::copy_waiting(Moment now, Random& random) const {
  for (const Batch& batch : batches_) {
    const bool is_copied = batch.stashing || !batch.stored_as.empty();
    if (!batch.in_flight && !is_copied) return batch;
  }
  if (queue_.size() == 0) return std::nullopt;
  Batch copy;
  copy.id = make_uuid(now.wall_ms, random);
  copy.events = queue_.front(limits);
  copy.losses = losses;
  return copy;
}

std::list<Text> Outbox::take_finished() { return std::exchange(finished_, {}); }

bool Outbox::take_finished(std::string_view id) {
  return finished_.remove_if(
             [id](const Text& one) { return std::string_view(one) == id; }) > 0;
}

}  // namespace sluice
