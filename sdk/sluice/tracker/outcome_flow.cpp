#include <span>
#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// What an event is called: by its name, and by its number on this page where
// the policy does not withhold that.
Text label_of(std::string_view name, std::string_view sequence) {
  return sequence.empty() ? Text(name) : join({name, " #", sequence});
}

// "dropped (rate limited)"
Text dropped_by(DropReason reason) {
  Text text = join(
      {"dropped (", kDropReasonNames[static_cast<std::size_t>(reason)], ")"});
  for (char& c : std::span(text.data(), text.size())) {
    if (c == '_') c = ' ';
  }
  return text;
}

// "; withheld: user.id, page.title": the fields that do not leave.
Text withheld_of(const Fields& fields, std::string_view json) {
  Text text;
  json::Document admitted;
  (void)admitted.read(json);
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    const auto dot = field.path.find('.');
    const auto group = admitted.root().member(field.path.substr(0, dot));
    if (group.member(field.path.substr(dot + 1)).exists()) continue;
    text.append(text.empty() ? "; withheld: " : ", ");
    text.append(field.path);
  }
  return text;
}

}  // namespace

void Tracker::tell(const Event& event, json::Value destination,
                   std::string_view outcome, json::Value rule) {
  actions_.outcome(event.fields.text("event.id"),
                   label_of(event.name, event.fields.text("event.sequence")),
                   destination.name(), outcome,
                   json::pointer_to(policy_.root(), rule));
}

void Tracker::tell(const std::list<QueuedEvent>& events, const Route& route,
                   std::string_view outcome) {
  for (const QueuedEvent& event : events) tell(event, route, outcome);
}

void Tracker::tell(const QueuedEvent& event, const Route& route,
                   std::string_view outcome) {
  json::Document document;
  (void)document.read(event.json);
  const auto own = document.root().member("event");
  actions_.outcome(
      own.member("id").text(),
      label_of(own.member("name").text(), own.member("sequence").text()),
      route.destination.name(), outcome, {});
}

// ", because ads is denied (the signal objects)": those of `needs` that are not
// granted, each with why.
Text Tracker::reasons_of(PurposeMask needs) const {
  Text text;
  for (std::size_t i = 0; i < policy_.purpose_count(); ++i) {
    const Finding& found = consent_->finding(i);
    const bool lacks = found.state != PurposeState::Granted;
    if (!lacks || (needs >> i & 1) == 0) continue;
    text.append(text.empty() ? ", because " : ", ");
    text.append(join({policy_.purpose_name(i), " is ",
                      purpose_state_name(found.state), " (", found.why, ")"}));
  }
  if (text.empty() && consent_->awaits_place()) {
    text = Text(", because the region is not known yet");
  }
  return text;
}

void Tracker::tell_drop(const Event& event, json::Value destination,
                        DropReason reason, const Judgement& by) {
  tell(event, destination, join({dropped_by(reason), reasons_of(by.needs)}),
       consent_->forbids_all() ? consent_->regime() : by.rule);
}

// Once for each reason: a change of consent has all that is held judged again.
// What only waits for storage to be read is judged again at once.
void Tracker::tell_held(Held& held, const Judgement& by) {
  if (by.ruling != Ruling::Hold) return;
  const char* why = "";
  for (std::size_t i = policy_.purpose_count(); i-- > 0;) {
    const Finding& found = consent_->finding(i);
    const bool lacks = found.state != PurposeState::Granted;
    if (lacks && (by.needs >> i & 1) != 0) why = found.why;
  }
  if (why == held.told) return;
  held.told = why;
  tell(held.event, held.destination, join({"held", reasons_of(by.needs)}),
       by.rule);
}

void Tracker::tell_queued(const Event& event, const Route& route,
                          const QueuedEvent& queued, const Judgement& by) {
  const bool is_cookieless = by.ruling == Ruling::Cookieless;
  tell(event, route.destination,
       join({is_cookieless ? "queued, cookieless" : "queued",
             withheld_of(event.fields, queued.json)}));
}

// Reports what the collector answered to a batch. If a batch is tried again,
// the first answer is reported, and then the final one.
void Tracker::tell_answer(Route& route, std::uint32_t number, Answer answer,
                          double status) {
  const Batch* const batch = route.outbox.find(number);
  if (batch == nullptr || !batch->in_flight) return;
  const Text code = integer_text(status);
  if (answer == Answer::Taken) {
    tell(batch->events, route, join({"sent, ", code}));
  } else if (batch->tries <= 1) {
    tell(batch->events, route,
         status == 0 ? Text("not reached") : join({"not taken, ", code}));
  }
}

void Tracker::tell_dropped(Route& route) {
  for (const QueuedEvent& event : route.outbox.dropped) {
    tell(event, route, dropped_by(event.why));
  }
  route.outbox.dropped.clear();
}

void Tracker::tell_forgotten(const std::list<Held>& held) {
  for (const Held& one : held) {
    tell(one.event, one.destination, dropped_by(DropReason::Withdrawn));
  }
}

}  // namespace sluice
