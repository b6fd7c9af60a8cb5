#include "sluice/delivery/outbox.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"

namespace sluice {

void Outbox::share(std::size_t outboxes) {
  max_bytes_ =
      std::clamp(kMaxQueuesBytes / outboxes, kMaxBatchBytes, kMaxQueueBytes);
  // What is under way gives way to nothing: some is left for what comes.
  if (max_bytes_ == kMaxQueueBytes) return;
  limits.bytes = std::min(limits.bytes, max_bytes_ / (kMaxInFlight + 1));
}

bool Outbox::push(QueuedEvent event, double mono_ms) {
  while (size() >= kMaxQueueEvents || bytes() + event.bytes() > max_bytes_) {
    if (is_debugged()) {
      const auto* least = queue_.displaced_by(event.priority);
      note_dropped(least == nullptr ? event : *least, DropReason::QueueFull);
    }
    losses.count(DropReason::QueueFull);
    if (!queue_.displace(event.priority)) return false;
  }
  queue_.push(std::move(event), mono_ms);
  ++revision_;
  return true;
}

QueuedEvent* Outbox::amend(std::string_view json) noexcept {
  QueuedEvent* const event = queue_.find(json);
  if (event != nullptr) ++revision_;
  return event;
}

std::optional<Request> Outbox::next_request(Urgency urgency, Moment now,
                                            std::size_t keepalive_room,
                                            bool or_stash, Random& random) {
  if (!may_send(urgency, now.mono_ms)) return std::nullopt;
  const bool leaving = urgency >= Urgency::Hidden;
  const bool is_one_request =
      queue_.bytes() <= limits.bytes && queue_.size() <= limits.events;
  if (leaving && !is_one_request) queue_.put_ambient_last();
  Batch* batch = waiting_batch();
  // The most valuable first, where room is short.
  const bool outranked = leaving && queue_.has_conversion() &&
                         batch != nullptr && !batch->has_conversion();
  if (batch == nullptr || outranked) {
    const bool due =
        urgency != Urgency::WhenDue || now.mono_ms >= queue_due_at();
    if (queue_.size() == 0 || !due) return std::nullopt;
    batch = &open_batch(limits, now, random);
  }
  // It will be kept while it is on its way.
  const bool is_kept = or_stash && backoff_.is_failing();
  while (is_kept && batch->is_large()) split(*batch, now, random);
  std::size_t body = bytes_of(batch->events) + kMaxEnvelopeBytes;
  if (body > keepalive_room && measure != nullptr) body = measure(*batch, now);
  // WebKit goes on with such a request when it is aborted: one that is never
  // answered has one of six connections to the collector for good. A page that
  // stays can do without; made again as it is left, it must not count twice.
  const bool may_outlive = leaving || !backoff_.is_failing() || !knows_ids;
  const bool keepalive = may_outlive && body <= keepalive_room;
  if (or_stash && (!keepalive || offline_)) return std::nullopt;
  batch->keepalive_bytes = keepalive ? body : 0;
  batch->in_flight = true;
  batch->made_leaving = leaving;
  batch->kept_anew = false;
  note_removal();
  // Nobody would know that it arrived, and it must not count twice.
  if (keepalive && !knows_ids) forget_stored(*batch);
  // Leaving the page again and again is no sign against a batch.
  if (backoff_.allows(now.mono_ms)) ++batch->tries;
  return Request{batch, keepalive};
}

std::size_t Outbox::settle(std::uint32_t number, Answer answer,
                           std::optional<double> retry_after_ms, Moment now,
                           Random& random) {
  const auto batch = find_batch(number);
  if (batch == batches_.end() || !batch->in_flight) return 0;
  batch->in_flight = false;
  ++revision_;
  batch->keepalive_bytes = 0;
  const bool single = batch->events.size() == 1;
  switch (answer) {
    case Answer::Taken:
      backoff_.succeed();
      finish(batch);
      return 0;
    case Answer::Refused:
      return drop(batch, DropReason::Rejected);
    case Answer::BadEvents:
      if (single) return drop(batch, DropReason::Rejected);
      split(*batch, now, random);
      return 0;
    case Answer::TooLarge:
      if (single) return drop(batch, DropReason::TooLarge);
      split(*batch, now, random);
      return 0;
    case Answer::Failed:
    case Answer::TryLater:
      break;
  }
  backoff_.fail(now.mono_ms, retry_after_ms, random);
  if (batch->tries >= kMaxTries ||
      now.mono_ms - batch->first_try_mono_ms >= kMaxRetryAgeMs) {
    return drop(batch, DropReason::GaveUp);
  }
  const bool suspect =
      answer == Answer::Failed &&
      (batch->tries >= kSplitAfterTries ||
       batch->events.size() > kFlushEvents || batch->is_large());
  if (suspect && !single) split(*batch, now, random);
  return 0;
}

Outbox::Batches::iterator Outbox::find_batch(std::uint32_t number) noexcept {
  auto batch = batches_.begin();
  while (batch != batches_.end() && batch->number != number) ++batch;
  return batch;
}

const Batch* Outbox::find(std::uint32_t number) noexcept {
  const auto batch = find_batch(number);
  return batch == batches_.end() ? nullptr : &*batch;
}

std::size_t Outbox::shrink(std::uint32_t number, Moment now, Random& random) {
  const auto batch = find_batch(number);
  if (batch != batches_.end() && batch->tries > 0) --batch->tries;
  return settle(number, Answer::TooLarge, std::nullopt, now, random);
}

void Outbox::discard_empty(std::uint32_t number) {
  const auto batch = find_batch(number);
  if (batch != batches_.end()) finish(batch);
}

void Outbox::note_request_size(std::uint32_t number, std::size_t bytes,
                               bool gzipped) {
  const auto batch = find_batch(number);
  if (batch == batches_.end()) return;
  batch->keepalive_bytes = bytes;
  batch->may_be_gzipped = gzipped;
}

std::size_t Outbox::reject(std::uint32_t number,
                           const std::list<std::size_t>& rejected) {
  const auto batch = find_batch(number);
  if (batch == batches_.end()) return 0;
  std::size_t index = 0;
  const std::size_t events = batch->events.remove_if(
      [this, &rejected, &index](const QueuedEvent& event) {
        const bool is_rejected = std::find(rejected.begin(), rejected.end(),
                                           index++) != rejected.end();
        if (is_rejected && is_debugged()) {
          note_dropped(event, DropReason::Rejected);
        }
        return is_rejected;
      });
  losses.count(DropReason::Rejected, events);
  return events;
}

void Outbox::set_offline(bool offline) noexcept {
  offline_ = offline;
  if (!offline) backoff_.resume();
}

std::optional<double> Outbox::due_at() const noexcept {
  const std::size_t flying = in_flight();
  const bool retries = flying < batches_.size();
  const bool idle = queue_.size() == 0 && !retries;
  if (idle || awaits_network() || flying >= most_in_flight()) {
    return std::nullopt;
  }
  return std::max(retries ? 0 : queue_due_at(), backoff_.retry_at());
}

bool Outbox::awaits_conversion() const noexcept {
  return queue_.has_conversion() ||
         std::any_of(batches_.begin(), batches_.end(), [](const Batch& one) {
           return !one.in_flight && !one.stashing && one.has_conversion();
         });
}

bool Outbox::is_urgent() const noexcept {
  return queue_.has_conversion() || queue_.size() >= kUrgentEvents ||
         queue_.bytes() >= std::min(kUrgentBytes, max_bytes_ / 2);
}

std::size_t Outbox::size() const noexcept {
  std::size_t total = queue_.size();
  for (const Batch& batch : batches_) total += batch.events.size();
  return total;
}

std::size_t Outbox::bytes() const noexcept {
  std::size_t total = queue_.bytes();
  for (const Batch& batch : batches_) total += bytes_of(batch.events);
  return total;
}

std::size_t Outbox::in_flight() const noexcept {
  std::size_t total = 0;
  for (const Batch& batch : batches_) total += batch.in_flight ? 1 : 0;
  return total;
}

std::size_t Outbox::keepalive_in_flight() const noexcept {
  std::size_t total = 0;
  for (const Batch& batch : batches_) total += batch.keepalive_bytes;
  return total;
}

double Outbox::queue_due_at() const noexcept {
  const bool full = queue_.size() >= kFlushEvents ||
                    queue_.bytes() >= kFlushBytes || queue_.has_conversion();
  return full ? 0 : queue_.waiting_since().value_or(0) + kFlushMs;
}

bool Outbox::may_send(Urgency urgency, double mono_ms) const noexcept {
  if (urgency == Urgency::Exit) return true;
  if (awaits_network() || !backoff_.allows(mono_ms)) return false;
  return urgency == Urgency::Hidden || in_flight() < most_in_flight();
}

// The circuit: one that failed is asked by one request, and gets the rest once
// that was taken. https://martinfowler.com/bliki/CircuitBreaker.html
std::size_t Outbox::most_in_flight() const noexcept {
  return backoff_.is_failing() ? 1 : kMaxInFlight;
}

Batch* Outbox::waiting_batch() noexcept {
  Batch* first = nullptr;
  for (Batch& batch : batches_) {
    if (batch.in_flight || batch.stashing) continue;
    if (batch.has_conversion()) return &batch;
    if (first == nullptr) first = &batch;
  }
  return first;
}

Batch& Outbox::open_batch(const BatchLimits& most, Moment now, Random& random) {
  Batch& batch = batches_.emplace_back();
  batch.number = ++last_number_;
  batch.id = make_uuid(now.wall_ms, random);
  batch.events = queue_.take(most);
  batch.losses = std::exchange(losses, {});
  batch.first_try_mono_ms = now.mono_ms;
  return batch;
}

void Outbox::split(Batch& first, Moment now, Random& random) {
  forget_stored(first);
  Batch& second = batches_.emplace_back();
  const auto middle = std::next(first.events.begin(),
                                static_cast<long>(first.events.size() + 1) / 2);
  second.events.splice(second.events.end(), first.events, middle,
                       first.events.end());
  second.tries = first.tries;
  second.first_try_mono_ms = first.first_try_mono_ms;
  // Neither half is the batch that was answered: a late answer to that one, or
  // a collector that counts batches, must not take one for the other.
  for (Batch* half : {&first, &second}) {
    half->number = ++last_number_;
    half->id = make_uuid(now.wall_ms, random);
  }
}

std::size_t Outbox::drop(Batches::iterator batch, DropReason reason) {
  if (is_debugged()) note_dropped(batch->events, reason);
  const std::size_t events = batch->events.size();
  losses.add(batch->losses);
  losses.count(reason, events);
  finish(batch);
  return events;
}

void Outbox::finish(Batches::iterator batch) {
  forget_stored(*batch);
  batches_.erase(batch);
}

// The device has the whole, of which this is a part, or which is settled.
void Outbox::forget_stored(Batch& batch) {
  batch.kept_anew = false;
  if (batch.stored_as.empty()) return;
  finished_.push_back(std::exchange(batch.stored_as, {}));
}

}  // namespace sluice
