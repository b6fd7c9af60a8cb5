#include "sluice/base/exit_limits.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {

// What was sent or may not leave any more is taken back at once; what came to
// it is handed over in a while. A page that is left sends by itself.
// https://fetch.spec.whatwg.org/#fetch-later-method
void Tracker::defer(Route& route, std::size_t index) {
  Deferred& deferred = route.deferred;
  const Outbox& outbox = route.outbox;
  const bool is_over = hidden_ || deferred.removals != outbox.removals();
  if (is_over && deferred.is_set) actions_.defer(index, {});
  if (is_over) deferred = {false, 0, outbox.removals(), {}};
  if (hidden_ || deferred.revision == outbox.revision()) return;
  if (!deferred.due_mono_ms) {
    if (outbox.is_waiting()) deferred.due_mono_ms = now_.mono_ms + kDeferMs;
    return;
  }
  if (now_.mono_ms < *deferred.due_mono_ms) return;
  deferred.due_mono_ms.reset();
  deferred.revision = outbox.revision();
  auto batch = outbox.copy_waiting(now_, random_);
  if (!batch) return;
  Posting posting = posting_of(route, *batch, true);
  while (posting.fit == Fit::TooLarge && batch->events.size() > 1) {
    for (std::size_t rest = batch->events.size() / 2; rest > 0; --rest) {
      batch->events.pop_back();
    }
    posting = posting_of(route, *batch, true);
  }
  if (posting.fit != Fit::Fits) return;
  deferred.is_set = true;
  actions_.defer(index, posting);
}

}  // namespace sluice
