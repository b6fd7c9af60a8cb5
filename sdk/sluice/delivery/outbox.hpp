#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string_view>

#include "sluice/base/limits.hpp"
#include "sluice/base/outcomes.hpp"
#include "sluice/base/random.hpp"
#include "sluice/base/time.hpp"
#include "sluice/delivery/answer.hpp"
#include "sluice/delivery/backoff.hpp"
#include "sluice/delivery/batch.hpp"
#include "sluice/delivery/drops.hpp"
#include "sluice/delivery/queue.hpp"
#include "sluice/delivery/request.hpp"

namespace sluice {

// Everything on its way to one destination: the queue, the batches made of it,
// and when to try them. Holds at most kMaxQueueEvents.
class Outbox {
 public:
  // So many outboxes share kMaxQueuesBytes. To be called before events come.
  void share(std::size_t outboxes);

  // Takes an event, displacing others if full. False if nothing less valuable
  // was there to displace and this one was dropped.
  [[nodiscard]] bool push(QueuedEvent event, double mono_ms);

  // The event of that JSON, to be changed; null if it is not here, or in a
  // batch. Valid until the next call.
  [[nodiscard]] QueuedEvent* amend(std::string_view json) noexcept;
  // What is queued is not due before that time (mono), unless it is full.
  void wait_until(double mono_ms) noexcept { queue_.wait_until(mono_ms); }

  // The next request that is wanted so much, or none; ask until none.
  // `keepalive_room`: what is left of the browser's quota, in bytes.
  // `or_stash`: what needs more, or a network that is not there, can be kept on
  // the device instead.
  [[nodiscard]] std::optional<Request> next_request(Urgency urgency, Moment now,
                                                    std::size_t keepalive_room,
                                                    bool or_stash,
                                                    Random& random);

  // Settles a batch that is in flight; a number that isn't is ignored, as after
  // reclaim_in_flight(). Returns how many events were dropped for good.
  std::size_t settle(std::uint32_t batch, Answer answer,
                     std::optional<double> retry_after_ms, Moment now,
                     Random& random);

  // The next batch to keep on the device because the page is being left, or
  // null; ask until null. What came from there goes back. One that is in flight
  // stays here too. `with_losses`: there may be no next batch to tell of them,
  // so they make one.
  [[nodiscard]] const Batch* next_to_stash(Moment now, bool with_losses,
                                           Random& random);
  // The next batch of which the device is to keep a copy because the page may
  // die while its collector can't be had, or null; ask until null. It has what
  // came since the last time, and at most kMaxGrownBytes of before. The copy is
  // leased for kExitLeaseMs.
  [[nodiscard]] const Batch* next_to_back_up(Moment now, Random& random);
  // When next_to_back_up() has one (mono); none if only an answer, the network
  // or a new event can bring one. What was tried in vain is due at once, an
  // event kDeferMs after it was queued. Half of the queue's room at most is
  // backed up: the rest can still give way to what is worth more.
  [[nodiscard]] std::optional<double> backup_due_at() const noexcept;
  // Whether the device keeps it. `is_leaving`: it is the device's now.
  void stashed(std::uint32_t batch, bool kept, bool is_leaving);
  // The device refused: it is not asked again before retry_stashing().
  [[nodiscard]] bool can_stash() const noexcept { return !stash_failed_; }
  // The page is left or seen again, or the device has more room: it is asked
  // anew.
  void retry_stashing() noexcept;

  // What would be lost if the page died now and the device keeps nothing of, as
  // far as one request holds it: a copy of the batch that waits, or of the
  // front of the queue as if it were one. None if nothing waits.
  [[nodiscard]] std::optional<Batch> copy_waiting(Moment now,
                                                  Random& random) const;
  // Whether there is such a thing.
  [[nodiscard]] bool is_waiting() const noexcept {
    return queue_.size() > 0 || in_flight() < batches_.size();
  }
  // Whether a conversion is among it.
  [[nodiscard]] bool awaits_conversion() const noexcept;
  // Changes with what waits; and with what of it must not be sent by such a
  // copy any more.
  [[nodiscard]] std::uint32_t revision() const noexcept { return revision_; }
  [[nodiscard]] std::uint32_t removals() const noexcept { return removals_; }

  // Takes a batch from the device, to be sent at once. False if there is no
  // room, or it is here already.
  [[nodiscard]] bool adopt(Batch batch);
  // Forgets those that wait and whose lease is over: they are anybody's now.
  // False if there was none.
  bool drop_lapsed(Moment now);
  // Whether it has what the device keeps under that id.
  [[nodiscard]] bool holds(std::string_view id) const noexcept;
  // The device keeps none of its batches any more.
  void forget_copies() noexcept;
  // What the device need not keep any more.
  [[nodiscard]] std::list<Text> take_finished();
  // The same of that batch alone: true if the device need not keep it.
  [[nodiscard]] bool take_finished(std::string_view id);

  // A batch that is not settled yet; null if there is none of that number.
  [[nodiscard]] const Batch* find(std::uint32_t batch) noexcept;

  // Settles a batch of which no request was made, because it would have been
  // too large: halves it, or drops its only event and returns 1.
  std::size_t shrink(std::uint32_t batch, Moment now, Random& random);

  // Settles a batch of which no request was made, because the description of
  // its destination has no form for any of its events. The backoff is not
  // changed.
  void discard_empty(std::uint32_t batch);

  // What the request of a batch takes of the quota: 0 of one without keepalive.
  // `gzipped`: the host may have made it smaller.
  void note_request_size(std::uint32_t batch, std::size_t bytes, bool gzipped);

  // Drops those events of a batch, by their indices in it: the collector said
  // that it will not have them. Returns how many there were. It does not
  // settle the batch.
  std::size_t reject(std::uint32_t batch,
                     const std::list<std::size_t>& rejected);

  // The page is being left, and a request without keepalive may die with it:
  // they will be made again, with the same batch and event ids; once since
  // begin_leaving(). Returns those to abort. With `can_stash` only what is too
  // large to be kept while in flight.
  [[nodiscard]] std::list<std::uint32_t> reclaim_in_flight(bool can_stash);
  void begin_leaving() noexcept;

  // Removes the events that relied on any of `purposes`, in flight or not, and
  // counts them as withdrawn. Returns the batches whose requests have to be
  // aborted; what is left in one will be sent again.
  [[nodiscard]] std::list<std::uint32_t> purge(PurposeMask purposes);

  // The numbers of those whose requests are under way.
  [[nodiscard]] std::list<std::uint32_t> batches_in_flight() const;

  // Removes everything, the counts of losses too; returns how many events.
  std::size_t clear();

  // Corrects the lease of one batch, so that it lasts until the answer is due,
  // and returns that batch. Call it until it returns null. A lease that has
  // ended is not extended, because another tab may have that batch.
  // `is_leaving`: this page may not live to see the answer, so the lease is
  // short and the next page looks soon.
  [[nodiscard]] const Batch* next_to_lease(Moment now, bool is_leaving);

  // Whether the browser says that there is no network. It may be wrong, so only
  // batches that failed wait until it says that there is one.
  void set_offline(bool offline) noexcept;
  [[nodiscard]] bool is_offline() const noexcept { return offline_; }
  // Whether the collector answered. If it did, there is a network.
  void note_reached(bool reached) noexcept {
    if (reached) offline_ = false;
  }

  // When WhenDue will have a request next (mono); none if only an answer or a
  // new event can bring one.
  [[nodiscard]] std::optional<double> due_at() const noexcept;

  // So much has queued that sending can't wait for the next task.
  [[nodiscard]] bool is_urgent() const noexcept;

  // What its requests take of the browser's quota for keepalive ones.
  [[nodiscard]] std::size_t keepalive_in_flight() const noexcept;

  // Events that the collector has not taken yet.
  [[nodiscard]] std::size_t size() const noexcept;

  // Whether its last answer was a failure, or none could be had.
  [[nodiscard]] bool is_failing() const noexcept {
    return backoff_.is_failing();
  }

  // What the next batch will say is missing.
  Losses losses;
  // Of the batches to come.
  BatchLimits limits;
  // Whether its collector takes events of equal ids for one.
  bool knows_ids = true;
  // For a developer who asks: copies of the events dropped since they were last
  // taken from here, if `keeps_dropped`.
  std::list<QueuedEvent> dropped;
  bool keeps_dropped = false;
  // What the body of a batch takes, where that is less than its events do.
  std::size_t (*measure)(const Batch&, Moment now) = nullptr;

 private:
  using Batches = std::list<Batch>;

  [[nodiscard]] std::size_t bytes() const noexcept;
  [[nodiscard]] std::size_t in_flight() const noexcept;
  // A request made now would probably fail.
  [[nodiscard]] bool is_out_of_reach() const noexcept {
    return offline_ || backoff_.is_failing();
  }
  [[nodiscard]] bool awaits_network() const noexcept {
    return offline_ && backoff_.is_failing();
  }
  [[nodiscard]] double queue_due_at() const noexcept;
  [[nodiscard]] std::size_t most_in_flight() const noexcept;
  [[nodiscard]] bool may_send(Urgency urgency, double mono_ms) const noexcept;
  [[nodiscard]] Batches::iterator find_batch(std::uint32_t number) noexcept;
  [[nodiscard]] Batch* waiting_batch() noexcept;
  [[nodiscard]] Batch& open_batch(const BatchLimits& most, Moment now,
                                  Random& random);
  void split(Batch& batch, Moment now, Random& random);
  std::size_t drop(Batches::iterator batch, DropReason reason);
  [[nodiscard]] bool is_debugged() const noexcept {
    return tells_outcomes() && keeps_dropped;
  }
  void note_dropped(const QueuedEvent& event, DropReason reason);
  void note_dropped(const std::list<QueuedEvent>& events, DropReason reason);
  void note_withdrawn(const std::list<QueuedEvent>& events,
                      PurposeMask purposes);
  void finish(Batches::iterator batch);
  void forget_stored(Batch& batch);
  [[nodiscard]] bool may_die(const Batch& batch) const noexcept;
  [[nodiscard]] bool lacks_copy(const Batch& batch) const noexcept;
  [[nodiscard]] Batch& grow_or_open(Moment now, Random& random);
  void undo_growth(Batch& batch);
  void note_removal() noexcept {
    ++revision_;
    ++removals_;
  }

  std::size_t max_bytes_ = kMaxQueueBytes;
  Queue queue_;
  Batches batches_;  // in flight, or waiting to be tried again
  Backoff backoff_;
  std::list<Text> finished_;
  bool stash_failed_ = false;
  bool offline_ = false;
  std::uint32_t last_number_ = 0;
  std::uint32_t growing_ = 0;  // the batch that was backed up last
  std::uint32_t revision_ = 0;
  std::uint32_t removals_ = 0;
};

}  // namespace sluice
