#include <algorithm>
#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/destination/json_batch.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

Status drop_status(DropReason reason) noexcept {
  switch (reason) {
    case DropReason::NotInPolicy:
      return Status::NotInPolicy;
    case DropReason::HoldFull:
      return Status::HoldFull;
    case DropReason::TooLarge:
      return Status::TooLarge;
    default:
      return Status::Denied;
  }
}

}  // namespace

// Also for held events, whose waiting began at `since_mono_ms`.
Status Tracker::judge(Event& event, double since_mono_ms) {
  switch (judge_event(*consent_, event.name)) {
    case Verdict::NotInPolicy:
      return drop(event.name, DropReason::NotInPolicy);
    case Verdict::Denied:
      return drop(event.name, DropReason::Denied);
    case Verdict::Hold:
      return hold(event, since_mono_ms);
    case Verdict::Send:
      break;
  }
  if (identity_.is_opening()) return hold(event, since_mono_ms);
  return queue(event);
}

Status Tracker::hold(Event& event, double since_mono_ms) {
  if (hold_.add(event, since_mono_ms)) return Status::Ok;
  return drop(event.name, DropReason::HoldFull);
}

Status Tracker::queue(Event& event) {
  identity_.describe_release(event, *consent_, random_, actions_);
  Admitted admitted = admit(*consent_, event);
  if (admitted.json.size() > kMaxEventBytes) {
    return drop(event.name, DropReason::TooLarge);
  }
  QueuedEvent queued{std::move(admitted.json), admitted.relied_on,
                     event.conversion};
  // The outbox counted what it displaced, this event among them.
  return outbox_.push(std::move(queued), now_.mono_ms) ? Status::Ok
                                                       : Status::QueueFull;
}

Status Tracker::drop(std::string_view name, DropReason reason) {
  outbox_.losses.count(reason);
  // What policy and consent refuse is as it should be; the rest is a loss.
  const bool is_loss = reason == DropReason::TooLarge;
  if (is_loss || config_->debug) {
    const auto why = kDropReasonNames[static_cast<std::size_t>(reason)];
    actions_.report(is_loss ? Level::Warn : Level::Debug, why, "",
                    join({"the event \"", name, "\" was dropped"}));
  }
  return drop_status(reason);
}

void Tracker::apply_consent(PurposeMask granted_before,
                            PurposeMask denied_before) {
  const PurposeMask granted = consent_->in_state(PurposeState::Granted);
  const PurposeMask denied = consent_->in_state(PurposeState::Denied);
  outbox_.purge(granted_before & ~granted);
  const Policy& policy = *config_->policy;
  const PurposeMask refused = denied & ~denied_before;
  if ((refused & policy.identity_needs) != 0) {
    (void)identity_.forget(false, actions_);
  } else if (refused != 0) {
    identity_.drop_click_ids(*consent_, actions_);
  }
  const bool may_store =
      policy.stores && (policy.identity_needs & ~granted) == 0;
  if (may_store && identity_.is_closed()) identity_.open(actions_);
  if (!identity_.is_opening()) release_held();
}

void Tracker::release_held() {
  for (Held& held : hold_.take()) {
    (void)judge(held.event, held.since_mono_ms);
  }
}

void Tracker::send(Urgency urgency) {
  while (const auto request = outbox_.next_request(urgency, now_, random_)) {
    actions_.send(*request, config_->endpoint, kJsonBatchType,
                  write_json_batch(*request->batch, now_.wall_ms));
  }
}

// After every fact: sends what this one made urgent, and asks to be woken for
// the rest.
void Tracker::finish_fact() {
  outbox_.losses.count(DropReason::HoldExpired, hold_.expire(now_.mono_ms));
  if (hidden_) {
    send(urgency_ == Urgency::Exit ? Urgency::Exit : Urgency::Hidden);
  } else if (urgency_ == Urgency::Now || outbox_.is_urgent()) {
    send(Urgency::Now);
  } else if (urgency_) {
    send(*urgency_);
  }
  plan_wake();
}

void Tracker::plan_wake() {
  std::optional<double> next = hold_.expires_at();
  if (const auto due = outbox_.due_at()) {
    next = next ? std::min(*next, *due) : *due;
  }
  if (!next) {
    if (wake_at_) actions_.wake(std::nullopt);
    wake_at_.reset();
    return;
  }
  // An earlier wake that was asked for is good enough: it plans anew.
  const double at = std::max(*next, now_.mono_ms);
  if (wake_at_ && *wake_at_ <= at) return;
  wake_at_ = at;
  actions_.wake(at);
}

}  // namespace sluice
