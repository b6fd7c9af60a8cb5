#include <utility>

#include "sluice/base/uuid.hpp"
#include "sluice/consent/receipt.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {

void Tracker::begin_consent(bool awaits_region) {
  consent_.emplace(policy_);
  consent_->set_place(config_->region, config_->is_child);
  if (awaits_region) consent_->await_place();
  actions_.listen(policy_.member("signals"));
}

Status Tracker::take_signal(json::Value fact) {
  const Permissions before = permissions();
  const bool known = consent_->take(fact, now_.wall_ms);
  const bool by_site = fact.member("signal").says("api");
  by_site ? check_choices(fact.member("choices")) : check_names(fact);
  if (consent_applied_) apply_consent(before);
  if (!known && !by_site) {
    return refuse("/signal", "the policy reads no such signal");
  }
  return Status::Ok;
}

Status Tracker::take_region(json::Value fact) {
  const Permissions before = permissions();
  consent_->set_place(fact.member("region").text(), false);
  apply_consent(before);
  return Status::Ok;
}

Status Tracker::take_withdrawn(json::Value purposes) {
  const Permissions before = permissions();
  consent_->withdraw(policy_.mask(purposes));
  apply_consent(before, true);
  return Status::Ok;
}

Tracker::Permissions Tracker::permissions() const noexcept {
  return {consent_->in_state(PurposeState::Granted),
          consent_->in_state(PurposeState::Denied), consent_->chosen(),
          consent_->regime()};
}

void Tracker::apply_consent(Permissions before, bool elsewhere) {
  const Permissions now = permissions();
  consent_->note_granted();
  // One that is only unknown again, as while a dialog is open, may come back:
  // what rests on it does not leave meanwhile, and is not erased either.
  stop_sending(before.granted & ~now.granted & ~now.denied);
  const PurposeMask withdrawn = relied_on_ & now.denied;
  relied_on_ = (relied_on_ | now.granted) & ~now.denied;
  if (withdrawn != 0) withdraw(withdrawn, before.regime);
  if ((now.denied & ~before.denied) != 0) {
    identity_.drop_ruled_out(*consent_, 0, actions_);
  }
  // Only a grant opens: after forget(), the rest of the page keeps no ids.
  if ((now.granted & ~before.granted) != 0) {
    identity_.open(*consent_, actions_);
  }
  if (!identity_.is_opening()) release_held();
  if (!may_be_stored_ && may_stash()) claim_stored();
  tell_status();
  tell_attribution();
  const bool changed = before.granted != now.granted ||
                       before.denied != now.denied ||
                       before.chosen != now.chosen;
  // The other tab has sent the receipt of its withdrawal.
  if (changed) send_receipt(withdrawn != 0 && !elsewhere);
  // By the device's storage, which may be used as long as this consent held,
  // and with what it withdraws for the last time. Where nothing may be stored,
  // not even that is.
  const PurposeMask refused = now.denied & ~before.denied;
  if (refused != 0 && !elsewhere && permit_storage(policy_, before.granted)) {
    actions_.forget_tabs(policy_, refused);
  }
}

// One step: what rested on these purposes is gone before anything else happens.
// What was permitted under a regime goes as that regime says, and all of it
// where nothing may leave any more.
void Tracker::withdraw(PurposeMask purposes, json::Value regime) {
  const auto purge = regime.member("withdrawal").member("purge");
  const bool all = consent_->forbids_all();
  const auto purges = [purge, all](std::string_view what) {
    return all || matches_any(purge, what);
  };
  if (purges("queue")) stop_sending(purposes);
  const auto queue = policy_.member("storage").member("queue");
  if (may_be_stored_ && (policy_.mask(queue.member("needs")) & purposes) != 0 &&
      (purges("queue") || purges("storage"))) {
    discard_stored();
  }
  identity_.withdraw(*consent_, purposes, purges("storage"), actions_);
  if (purges("ids")) {
    identity_.drop_ruled_out(*consent_, purposes, actions_);
  }
}

// Empties the queue of what rested on these purposes, requests under way
// included.
void Tracker::stop_sending(PurposeMask purposes) {
  if (purposes == 0) return;
  std::size_t index = 0;
  for (Route& route : routes_) {
    for (const auto batch : route.outbox.purge(purposes)) {
      actions_.abort(index, batch);
    }
    ++index;
  }
}

// Also when the same is permitted for another reason: under the law of a region
// that was found, or by an objection that a page has to say it honors.
void Tracker::tell_status() {
  Text status;
  json::Writer out(status);
  out.begin_object();
  write_policy(out, policy_);
  write_regime(out, *consent_);
  write_purposes(out, *consent_);
  out.boolean("opt_out_honored", consent_->honors_objection()).end_object();
  const std::string_view news = status;
  if (news == std::string_view(status_)) return;
  actions_.consent(news);
  if (!consent_->regime().exists() && !consent_->awaits_place()) {
    actions_.report(Level::Error, "policy_regime", "/policy/regimes",
                    "there is none for this visitor, so nothing may leave");
  }
  status_ = std::move(status);
}

void Tracker::tell_attribution() {
  Text news =
      identity_.attribution(*consent_, config_->attribution, now_.wall_ms);
  if (std::string_view(news) == std::string_view(attribution_)) return;
  actions_.attribution(news);
  attribution_ = std::move(news);
}

// Sends a receipt to the destinations that the policy names and consent
// permits. If there is none, it writes no receipt, because its number would
// look lost.
void Tracker::send_receipt(bool is_withdrawal) {
  if (consent_->forbids_all()) return;
  const auto to = policy_.member("receipt").member("to");
  const auto tell = consent_->regime().member("withdrawal").member("tell");
  EventCounts counts = counts_;
  counts.held = static_cast<std::uint32_t>(hold_.size());
  for (Route& route : routes_) {
    const auto name = route.destination.name();
    const PurposeMask needs = policy_.mask(route.destination.member("needs"));
    const bool told = is_withdrawal && matches_any(tell, name);
    const bool granted =
        (needs & ~consent_->in_state(PurposeState::Granted)) == 0;
    if (!told && !(granted && matches_any(to, name))) continue;
    const Text receipt = route.receipts.next(*consent_, now_.wall_ms, counts);
    QueuedEvent event;
    // What a withdrawal says must not be purged by it.
    event.relied_on = told ? 0 : needs;
    event.clock_ms = now_.clock_ms;
    json::Writer body(event.json);
    body.begin_object()
        .name("event")
        .begin_object()
        .text("id", make_uuid(now_.wall_ms, random_))
        .text("name", told ? "consent_withdrawn" : "consent_receipt")
        .integer("time", now_.wall_ms)
        .end_object()
        .name("receipt")
        .raw(receipt)
        .end_object();
    (void)route.outbox.push(std::move(event), now_.mono_ms);
  }
}

}  // namespace sluice
