#include "sluice/inspect/report_situations.hpp"

#include <algorithm>
#include <utility>

#include "sluice/consent/gate.hpp"
#include "sluice/consent/hold.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/visitor_choice.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr std::string_view kRest = "any other event";

PurposeMask all_purposes(const Policy& policy) noexcept {
  return (PurposeMask{1} << policy.purpose_count()) - 1;
}

Text purposes_words(const Consent& consent) {
  const Policy& policy = consent.policy();
  std::vector<Text> all;
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    all.push_back(join(
        {code(policy.purpose_name(i)), " ", consent.finding(i).state_name()}));
  }
  return all.empty() ? Text("none") : list_of(all, ", ");
}

Text hold_words(const Consent& consent, std::string_view then) {
  const auto limits = hold_limits(consent.regime().member("unknown"));
  return join({"held in memory until the choice, at most ",
               span_words(limits.age_ms), " and ",
               count_text(static_cast<std::size_t>(limits.events)),
               " events, then ", then});
}

Text takers_words(const Consent& consent, std::string_view event,
                  Ruling ruling) {
  std::vector<Text> now;
  std::vector<Text> later;
  auto one = consent.policy().member("destinations").first();
  for (; one.exists(); one = one.next()) {
    const auto to = judge_destination(consent, one, event, ruling).ruling;
    if (to == Ruling::Send || to == Ruling::Cookieless) {
      now.push_back(code(one.name()));
    }
    if (to == Ruling::Hold) later.push_back(code(one.name()));
  }
  Text words;
  if (!now.empty()) {
    words =
        join({"sent to ", and_list(now),
              ruling == Ruling::Cookieless ? " as if every purpose were denied"
                                           : ""});
  }
  if (!later.empty()) {
    words.append(
        join({now.empty() ? "" : "; for ", now.empty() ? Text("for ") : Text(),
              and_list(later), " ", hold_words(consent, "dropped")}));
  }
  return words.empty() ? Text("dropped") : words;
}

Text event_outcome(const Consent& consent, std::string_view event) {
  const auto ruling = judge_event(consent, event).ruling;
  if (ruling == Ruling::Send || ruling == Ruling::Cookieless) {
    return takers_words(consent, event, ruling);
  }
  if (ruling != Ruling::Hold) return Text("dropped");
  const auto expired = judge_event(consent, event, true).ruling;
  return hold_words(consent, expired == Ruling::Cookieless
                                 ? takers_words(consent, event, expired)
                                 : Text("dropped"));
}

// Events of which the same becomes are named together.
Text events_words(const Consent& consent) {
  const Policy& policy = consent.policy();
  std::vector<std::pair<std::vector<Text>, Text>> groups;
  for (const auto event : reported_events(policy)) {
    Text outcome = event_outcome(consent, event);
    const auto same = std::find_if(
        groups.begin(), groups.end(), [&outcome](const auto& group) {
          return std::string_view(group.second) == std::string_view(outcome);
        });
    auto& group = same == groups.end()
                      ? groups.emplace_back(std::vector<Text>(), outcome)
                      : *same;
    group.first.push_back(event == "*" ? Text(kRest) : code(event));
  }
  if (groups.size() == 1) {
    return join({"Every event: ", groups.front().second, "."});
  }
  Text words;
  for (const auto& [names, outcome] : groups) {
    Text who = and_list(names);
    if (std::string_view(names.front()) == kRest) who.data()[0] = 'A';
    words.append(join({words.empty() ? "" : " ", who, ": ", outcome, "."}));
  }
  return words;
}

Text storage_words(const Consent& consent) {
  std::vector<Text> all;
  auto record = consent.policy().member("storage").first();
  for (; record.exists(); record = record.next()) {
    if (may_store(consent, record)) all.push_back(code(record.name()));
  }
  return all.empty() ? Text("nothing") : and_list(all);
}

}  // namespace

Outcome outcome_of(const Consent& consent) {
  return {purposes_words(consent), events_words(consent),
          storage_words(consent)};
}

Situations::Situations(const Policy& policy, const Locale& locale)
    : policy_(policy), locale_(locale) {
  add_before();
  add_choices();
  if (reads(policy, "gpc")) add_privacy_control();
  add_withdrawal();
}

Consent Situations::after(const std::vector<Text>& facts) const {
  Consent consent(policy_);
  consent.set_place(locale_.region, locale_.is_child);
  double time_ms = 0;
  for (const Text& one : facts) hear(consent, one, time_ms);
  return consent;
}

void Situations::add(std::string_view label, const std::vector<Text>& facts) {
  note(label, outcome_of(after(facts)));
}

void Situations::note(std::string_view label, Outcome outcome) {
  rows_.push_back(
      {Text(label), outcome.purposes, outcome.events, outcome.storage});
  outcomes_.push_back(std::move(outcome));
  same_ = same_ && outcomes_.front().is(outcomes_.back());
}

void Situations::add_before() {
  const Outcome silent = outcome_of(after({}));
  const Outcome answered = outcome_of(after({no_choice_yet(policy_)}));
  if (silent.is(answered)) return note("Before a choice", silent);
  note("Before the consent platform has answered", silent);
  note("Before a choice, once the platform has answered", answered);
}

void Situations::add_choices() {
  add("All is granted", {choice_of(policy_, all_purposes(policy_))});
  const std::size_t count = policy_.purpose_count();
  for (std::size_t i = 0; count > 1 && i < count; ++i) {
    add(join({"Only ", code(policy_.purpose_name(i)), " is granted"}),
        {choice_of(policy_, PurposeMask{1} << i)});
  }
  add("All is refused, or objected to", {choice_of(policy_, 0)});
}

void Situations::add_privacy_control() {
  const Text before = no_choice_yet(policy_);
  add("Global Privacy Control is on, and there is no choice",
      {privacy_control(), before});
  add("Global Privacy Control is on, and all is granted afterwards",
      {privacy_control(), before, choice_of(policy_, all_purposes(policy_))});
}

void Situations::add_withdrawal() {
  Consent consent = after({choice_of(policy_, all_purposes(policy_))});
  consent.note_granted();
  double time_ms = 100;
  hear(consent, choice_of(policy_, 0), time_ms);
  withdrawn_ = consent.withdrawn() != 0;
  if (withdrawn_)
    note("All was granted, and is withdrawn", outcome_of(consent));
}

}  // namespace sluice::inspect
