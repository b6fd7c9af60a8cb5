#include <algorithm>
#include <utility>

#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/delivery/stored_batch.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// The fields of an event that was let out once; those of its consent are
// written anew.
Event read_event(json::Value json) {
  Event event;
  const auto own = json.member("event");
  event.name = Text(own.member("name").text());
  event.time_ms = own.member("time").number().value_or(0);
  event.conversion = own.member("conversion").is(json::Kind::True);
  for (auto group = json.first(); group.exists(); group = group.next()) {
    if (group.name() == "consent") continue;
    for (auto one = group.first(); one.exists(); one = one.next()) {
      const Text path = join({group.name(), ".", one.name()});
      if (one.is(json::Kind::Text)) {
        event.fields.add_text(path, one.text());
      } else {
        Text value;
        (void)json::append_value(value, one, kMaxTextBytes);
        event.fields.add_json(path, value);
      }
    }
  }
  return event;
}

// As we write them: another script may have written there.
bool is_receipt(json::Value json) noexcept {
  for (auto group = json.first(); group.exists(); group = group.next()) {
    if (!group.is(json::Kind::Object) || !group.first().exists()) return false;
  }
  return json.member("receipt").exists();
}

}  // namespace

bool Tracker::may_stash() const noexcept {
  const auto record = policy_.member("storage").member("queue");
  // Other storage is not shared by tabs, or sent to the site with each request.
  return record.member("kind").says("local") && may_store(*consent_, record);
}

Text Tracker::stored_prefix() const {
  const auto record = policy_.member("storage").member("queue");
  return join({record.member("key").text(), "."});
}

// Destinations share what the browser takes of a page that is left: the
// conversions of all come before the rest of any.
void Tracker::send_conversions() {
  if (!hidden_ || routes_.size() == 1) return;
  std::size_t index = 0;
  for (Route& route : routes_) send_leaving(route, index++, true);
}

void Tracker::send_leaving(Route& route, std::size_t index,
                           bool only_conversions) {
  const bool or_stash = may_stash() && route.outbox.can_stash();
  const bool is_exit = urgency_ == Urgency::Exit && !or_stash;
  send(route, index, is_exit ? Urgency::Exit : Urgency::Hidden, or_stash,
       only_conversions);
}

// The page may never be seen again: what a keepalive request takes goes now,
// the rest is kept, and so is what its destination would not take at present.
void Tracker::leave(Route& route, std::size_t index) {
  Outbox& outbox = route.outbox;
  send_leaving(route, index, false);
  if (!may_stash() || !outbox.can_stash()) return;
  const bool is_exit = urgency_ == Urgency::Exit;
  while (!actions_.is_full()) {
    const Batch* const batch = outbox.next_to_stash(now_, is_exit, random_);
    if (batch == nullptr) return;
    stash(*batch, route, index);
  }
}

// The page may end without being told, as where the browser is in a hurry or
// the renderer is killed: what waits for a collector that can't be had is on
// the device by then.
void Tracker::back_up(Route& route, std::size_t index) {
  if (!may_stash()) return;
  while (!actions_.is_full()) {
    const Batch* const batch = route.outbox.next_to_back_up(now_, random_);
    if (batch == nullptr) return;
    stash(*batch, route, index);
  }
}

void Tracker::stash(const Batch& batch, Route& route, std::size_t index) {
  StoredNote note;
  note.to = route.destination.name();
  note.since_wall_ms = now_.wall_ms - (now_.mono_ms - batch.first_try_mono_ms);
  note.policy_hash = policy_.hash();
  const bool is_ours = batch.in_flight || !hidden_;
  note.lease_wall_ms = is_ours ? batch.lease.until_wall_ms : 0;
  // The copy of before a withdrawal goes first, for the new one has its id.
  if (route.outbox.take_finished(batch.id)) {
    actions_.discard(stored_prefix(), batch.id);
  }
  actions_.stash(batch, index, stored_prefix(), write_stored(batch, note));
  may_be_stored_ = true;
}

// What the device can keep need not be sent twice.
void Tracker::reclaim_in_flight() {
  std::size_t index = 0;
  for (Route& route : routes_) {
    const bool can_stash = may_stash() && route.outbox.can_stash();
    for (const auto batch : route.outbox.reclaim_in_flight(can_stash)) {
      actions_.abort(index, batch);
    }
    ++index;
  }
}

void Tracker::claim_stored() {
  if (!may_stash()) return;
  may_be_stored_ = true;
  // One that is hidden would only put them back.
  if (!hidden_) actions_.claim(stored_prefix());
}

void Tracker::discard_stored() {
  const auto record = policy_.member("storage").member("queue");
  if (record.exists()) actions_.discard(stored_prefix(), {});
  for (Route& route : routes_) route.outbox.forget_copies();
  may_be_stored_ = false;
}

void Tracker::discard_finished(Route& route) {
  for (const Text& id : route.outbox.take_finished()) {
    actions_.discard(stored_prefix(), id);
  }
}

void Tracker::adjust_leases(Outbox& outbox) {
  while (const Batch* batch = outbox.next_to_lease(now_, hidden_)) {
    actions_.lease(stored_prefix(), batch->stored_as,
                   batch->lease.until_wall_ms);
  }
}

// The tab slept, or the clock was set: another may have taken them.
void Tracker::drop_lapsed() {
  bool any = false;
  for (Route& route : routes_) any |= route.outbox.drop_lapsed(now_);
  if (any) claim_stored();
}

Status Tracker::take_stashed(json::Value fact) {
  Route* route = find_route(fact.member("destination").number().value_or(-1));
  if (route == nullptr) return refuse("/destination", "there is no such one");
  const bool kept = fact.member("kept").is(json::Kind::True);
  const auto number =
      static_cast<std::uint32_t>(fact.member("batch").number().value_or(0));
  const Batch* const batch = route->outbox.find(number);
  if (is_debugged() && kept && batch != nullptr) {
    tell(batch->events, *route, "stored on the device");
  }
  route->outbox.stashed(number, kept, hidden_);
  if (!hidden_) {
    urgency_ = Urgency::WhenDue;
  } else if (!kept) {
    reclaim_in_flight();
    urgency_ = Urgency::Exit;
  }
  return Status::Ok;
}

Status Tracker::take_claimable(json::Value fact) {
  const auto text = fact.member("text").text();
  const auto lease_wall_ms = read_lease(text);
  if (!may_stash() || hidden_ || !lease_wall_ms) return Status::NotCounted;
  const auto id = fact.member("id").text();
  bool has_network = false;
  for (const Route& route : routes_) {
    if (route.outbox.holds(id)) return Status::NotCounted;
    has_network = has_network || !route.outbox.is_offline();
  }
  const double left_ms = lease_left_ms(*lease_wall_ms, now_.wall_ms);
  if (left_ms > 0) {
    // The page that has it may be gone, and will not say how it ended. Without
    // a network there is no use for it.
    const double over_at = now_.mono_ms + left_ms;
    if (has_network) {
      reclaim_at_ = std::min(reclaim_at_.value_or(over_at), over_at);
    }
    return Status::NotCounted;
  }
  json::Document document;
  if (!is_uuid(id)) return refuse("/id", "expected the id of a batch");
  if (document.read(stored_json(text))) {
    actions_.discard(stored_prefix(), id);
    return Status::NotCounted;
  }
  return adopt(id, document.root()) ? Status::Ok : Status::NotCounted;
}

bool Tracker::adopt(std::string_view id, json::Value record) {
  const auto to = record.member("to").text();
  const auto route = std::find_if(
      routes_.begin(), routes_.end(),
      [to](const Route& one) { return one.destination.name() == to; });
  if (route == routes_.end()) {
    actions_.discard(stored_prefix(), id);
    return false;
  }
  Batch batch;
  batch.id = Text(id);
  batch.stored_as = Text(id);
  const Lease lease = Lease::of(now_, kLeaseMs);
  batch.lease = lease;
  batch.losses = read_losses(record);
  if (!judge_stored(record, *route, batch)) return false;
  if (batch.events.empty()) {
    route->outbox.losses.add(batch.losses);
    actions_.discard(stored_prefix(), id);
    return false;
  }
  if (!route->outbox.adopt(std::move(batch))) return false;
  actions_.lease(stored_prefix(), id, lease.until_wall_ms);
  urgency_ = Urgency::WhenDue;
  return true;
}

// All events of a batch. False if one of them has to wait on where it is.
bool Tracker::judge_stored(json::Value record, const Route& route,
                           Batch& batch) {
  const double age_ms =
      std::max(0.0, now_.wall_ms - record.member("since").number().value_or(0));
  batch.first_try_mono_ms = now_.mono_ms - age_ms;
  const bool same = record.member("policy").text() == policy_.hash();
  auto one = record.member("events").first();
  for (; one.exists(); one = one.next()) {
    json::Document text;
    if (text.read(one.text())) continue;
    if (age_ms > kMaxRetryAgeMs) {
      batch.losses.count(DropReason::GaveUp);
    } else if (is_receipt(text.root())) {
      QueuedEvent receipt;
      (void)json::append_value(receipt.json, text.root(), kMaxEventBytes);
      receipt.clock_ms = now_.clock_ms;
      batch.events.push_back(std::move(receipt));
    } else {
      Event event = read_event(text.root());
      event.by_same_policy = same;
      if (!judge_stored(event, route, batch)) return false;
    }
  }
  return true;
}

// By the policy and the consent of now. False if it has to wait on where it is.
bool Tracker::judge_stored(const Event& event, const Route& route,
                           Batch& batch) {
  const auto judged = judge_event(*consent_, event.name);
  auto at = judged;
  if (judged.ruling == Ruling::Send || judged.ruling == Ruling::Cookieless) {
    at = judge_destination(*consent_, route.destination, event.name,
                           judged.ruling);
  }
  switch (at.ruling) {
    case Ruling::Hold:
      return false;
    case Ruling::NotInPolicy:
    case Ruling::Denied: {
      const auto why = at.ruling == Ruling::Denied ? DropReason::Denied
                                                   : DropReason::NotInPolicy;
      batch.losses.count(why);
      if (is_debugged()) tell_drop(event, route.destination, why, at);
      return true;
    }
    default:
      break;
  }
  Admitted admitted =
      admit(*consent_, event, route.destination.name(), at.ruling);
  batch.events.push_back({std::move(admitted.json),
                          admitted.relied_on | judged.needs | at.needs,
                          priority_of(event),
                          {},
                          now_.clock_ms});
  return true;
}

Status Tracker::take_offline(json::Value /*fact*/) {
  for (Route& route : routes_) route.outbox.set_offline(true);
  return Status::Ok;
}

Status Tracker::take_online(json::Value /*fact*/) {
  for (Route& route : routes_) route.outbox.set_offline(false);
  claim_stored();
  urgency_ = Urgency::WhenDue;
  return Status::Ok;
}

}  // namespace sluice
