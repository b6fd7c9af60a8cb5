#include <algorithm>
#include <list>
#include <utility>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/delivery/sampling.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

Status drop_status(DropReason reason) noexcept {
  switch (reason) {
    case DropReason::NotInPolicy:
      return Status::NotInPolicy;
    case DropReason::HoldFull:
      return Status::HoldFull;
    case DropReason::Automated:
      return Status::SwitchedOff;
    case DropReason::RateLimited:
      return Status::RateLimited;
    case DropReason::Sampled:
      return Status::Sampled;
    case DropReason::TooLarge:
      return Status::TooLarge;
    case DropReason::DuplicateOrder:
    case DropReason::DuplicateGoal:
      return Status::NotCounted;
    default:
      return Status::Denied;
  }
}

}  // namespace

Status Tracker::judge(Event& event, json::Value mark) {
  const bool is_dropped = is_automated_ && config_->bots == 1;
  if (!is_dropped) convert(event, mark);
  Held fresh{std::move(event), now_.mono_ms, {}};
  if (is_dropped) return drop(fresh, DropReason::Automated);
  const bool is_limited = config_->rate_limit && !fresh.event.conversion;
  if (is_limited && !rate_.take(now_.mono_ms)) {
    return drop(fresh, DropReason::RateLimited);
  }
  return judge_held(fresh, false);
}

Status Tracker::judge_held(Held& held, bool expired) {
  const auto judged = judge_event(*consent_, held.event.name, expired);
  switch (judged.ruling) {
    case Ruling::NotInPolicy:
      return drop(held, DropReason::NotInPolicy, judged);
    case Ruling::Denied:
      return drop(held, expired ? DropReason::HoldExpired : DropReason::Denied,
                  judged);
    case Ruling::Hold:
      return hold(held, judged);
    default:
      break;
  }
  if (identity_.is_opening()) {
    return expired ? drop(held, DropReason::HoldExpired, judged)
                   : hold(held, judged);
  }
  return admit_to(held, judged, expired);
}

// To each destination by its own needs: one may have the event now, while
// another has to wait for a signal.
Status Tracker::admit_to(Held& held, const Judgement& event, bool expired) {
  if (identity_.is_counted(held.event)) {
    const bool is_order = !held.event.fields.text("order.id").empty();
    return drop(held, is_order ? DropReason::DuplicateOrder
                               : DropReason::DuplicateGoal);
  }
  std::list<std::pair<Route*, Judgement>> open;
  Status status = Status::NotInPolicy;
  for (Route& route : routes_) {
    const auto destination = route.destination;
    if (held.destination.exists() && held.destination != destination) continue;
    if (!route.wants(held.event.name)) {
      if (is_debugged()) tell(held.event, destination, kUnwanted);
      continue;
    }
    auto judged = judge_destination(*consent_, destination, held.event.name,
                                    event.ruling);
    if (judged.ruling == Ruling::Send) judged.needs |= event.needs;
    Held copy{{}, held.since_mono_ms, destination};
    switch (judged.ruling) {
      case Ruling::NotInPolicy:
        route.outbox.losses.count(DropReason::NotInPolicy);
        note_drop(held.event, destination, DropReason::NotInPolicy, judged);
        break;
      case Ruling::Denied:
        status = drop(held.event, DropReason::Denied, route, judged);
        break;
      case Ruling::Hold:
        copy.event = held.event;
        status = expired ? drop(copy, DropReason::HoldExpired, judged)
                         : hold(copy, judged);
        break;
      default:
        open.push_back({&route, judged});
    }
  }
  if (open.empty()) return status;
  // Only now that something leaves are identifiers read.
  identity_.describe_release(held.event, *consent_, random_, actions_);
  if (held.event.conversion) {
    identity_.describe_conversion(held.event, config_->attribution);
  } else if (!is_sampled(held.event, config_->sample_by)) {
    for (const auto& [route, judged] : open) {
      status = drop(held.event, DropReason::Sampled, *route);
    }
    return status;
  }
  identity_.count(held.event);
  if (now_.mono_ms < title_until_ms_ && held.event.page_view == page_.views &&
      untitled_.size() < kMaxUntitledEvents) {
    untitled_.push_back(held);
  }
  for (const auto& [route, judged] : open) {
    status = queue(held.event, *route, judged);
  }
  return status;
}

Status Tracker::hold(Held& held, const Judgement& judged) {
  const auto limits = hold_limits(consent_->regime().member("unknown"));
  if (is_debugged() && hold_.has_room(held, limits)) tell_held(held, judged);
  return hold_.add(held, limits) ? Status::Ok
                                 : drop(held, DropReason::HoldFull, judged);
}

Status Tracker::queue(const Event& event, Route& route,
                      const Judgement& judged) {
  Admitted admitted =
      admit(*consent_, event, route.destination.name(), judged.ruling);
  if (admitted.json.size() > kMaxEventBytes) {
    return drop(event, DropReason::TooLarge, route);
  }
  ++counts_.sent;
  QueuedEvent queued{std::move(admitted.json),
                     admitted.relied_on | judged.needs,
                     priority_of(event),
                     {},
                     event.clock_ms};
  queued.group = route.description.group_of(queued.json);
  if (is_debugged()) tell_queued(event, route, queued, judged);
  if (left_) urgency_ = Urgency::Exit;
  // The outbox counted what it displaced, this event among them.
  if (!route.outbox.push(std::move(queued), now_.mono_ms)) {
    return Status::QueueFull;
  }
  route.outbox.wait_until(title_until_ms_);
  return Status::Ok;
}

// Finds `event` by what the gate made of it, and lets the gate judge the title
// that has come. What is on its way already stays as it was.
void Tracker::retitle_queued(const Event& event) {
  Event titled = event;
  page_.retitle(titled.fields);
  const auto ruling = judge_event(*consent_, event.name).ruling;
  for (Route& route : routes_) {
    const auto name = route.destination.name();
    const auto judged =
        judge_destination(*consent_, route.destination, event.name, ruling);
    const Admitted before = admit(*consent_, event, name, judged.ruling);
    Admitted now = admit(*consent_, titled, name, judged.ruling);
    QueuedEvent* const queued = route.outbox.amend(before.json);
    if (queued == nullptr || now.json.size() > kMaxEventBytes) continue;
    queued->json = std::move(now.json);
    queued->relied_on |= now.relied_on;
    queued->group = route.description.group_of(queued->json);
  }
}

Status Tracker::drop(const Held& held, DropReason reason, const Judgement& by) {
  for (Route& route : routes_) {
    if (held.destination.exists() && held.destination != route.destination) {
      continue;
    }
    route.outbox.losses.count(reason);
    ++counts_.dropped;
  }
  note_drop(held.event, held.destination, reason, by);
  return drop_status(reason);
}

Status Tracker::drop(const Event& event, DropReason reason, Route& route,
                     const Judgement& by) {
  route.outbox.losses.count(reason);
  ++counts_.dropped;
  note_drop(event, route.destination, reason, by);
  return drop_status(reason);
}

// What policy and consent refuse is as it should be; the rest is a loss.
void Tracker::note_drop(const Event& event, json::Value destination,
                        DropReason reason, const Judgement& by) {
  if (reason == DropReason::TooLarge || reason == DropReason::RateLimited) {
    const auto why = kDropReasonNames[static_cast<std::size_t>(reason)];
    actions_.report(Level::Warn, why, "",
                    join({"the event \"", event.name, "\" was dropped"}));
  }
  if (is_debugged()) tell_drop(event, destination, reason, by);
}

// The list is taken out before it is gone through: what has to wait on is put
// back into another. https://github.com/matomo-org/matomo/issues/25201
void Tracker::release_held() {
  for (Held& held : hold_.take()) (void)judge_held(held, false);
}

void Tracker::expire_held() {
  const auto limits = hold_limits(consent_->regime().member("unknown"));
  for (Held& held : hold_.expire(now_.mono_ms, limits)) {
    (void)judge_held(held, true);
  }
}

void Tracker::send(Route& route, std::size_t index, Urgency urgency,
                   bool or_stash, bool only_conversions) {
  const std::size_t most = hidden_ ? kMaxExitKeepalive : kMaxKeepaliveInFlight;
  route.outbox.limits.only_conversions = only_conversions;
  while (!actions_.is_full()) {
    if (only_conversions && !route.outbox.awaits_conversion()) return;
    std::size_t taken = 0;
    for (const Route& one : routes_) taken += one.outbox.keepalive_in_flight();
    const std::size_t room = most - std::min(most, taken);
    const auto request =
        route.outbox.next_request(urgency, now_, room, or_stash, random_);
    if (!request) return;
    post(route, index, *request, urgency, room);
  }
}

// After every fact: sends what this one made urgent, and asks to be woken for
// the rest.
void Tracker::finish_fact() {
  if (identity_.take_touch_news()) tell_attribution();
  send_conversions();
  std::size_t index = 0;
  for (Route& route : routes_) {
    // First, for what a batch was halved of is on the device by then.
    if (!hidden_) back_up(route, index);
    discard_finished(route);
    if (hidden_) {
      leave(route, index);
    } else if (urgency_ == Urgency::Now || route.outbox.is_urgent()) {
      send(route, index, Urgency::Now, false);
    } else if (urgency_) {
      send(route, index, *urgency_, false);
    }
    discard_finished(route);
    adjust_leases(route.outbox);
    if (is_debugged()) tell_dropped(route);
    if (defers_ && !actions_.is_full()) defer(route, index);
    ++index;
  }
  plan_wake();
  if (!actions_.is_full()) return;
  // The module cannot hold the requests of many full queues at once.
  unfinished_ = std::max(unfinished_, urgency_);
  actions_.more();
}

void Tracker::plan_wake() {
  std::optional<double> next = hold_.waiting_since();
  if (next) {
    *next += hold_limits(consent_->regime().member("unknown")).age_ms;
  }
  for (const auto due : {visit_.due_at(*config_), reclaim_at_}) {
    if (due) next = next ? std::min(*next, *due) : *due;
  }
  const bool backs_up = !hidden_ && may_stash();
  for (const Route& route : routes_) {
    const auto copy_at = backs_up ? route.outbox.backup_due_at() : std::nullopt;
    for (const auto due :
         {route.outbox.due_at(), route.deferred.due_mono_ms, copy_at}) {
      if (due) next = next ? std::min(*next, *due) : *due;
    }
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
