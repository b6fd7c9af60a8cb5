#include <algorithm>
#include <utility>

#include "sluice/consent/gate.hpp"
#include "sluice/inspect/event_words.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/reach.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Where an event of that name goes when all purposes are granted.
Text destinations_of(const Consent& granted, std::string_view event) {
  const auto [ruling, needs, rule] = judge_event(granted, event);
  std::vector<Text> all;
  auto one = granted.policy().member("destinations").first();
  for (; one.exists(); one = one.next()) {
    if (ruling != Ruling::Send && ruling != Ruling::Cookieless) break;
    const auto to = judge_destination(granted, one, event, ruling);
    if (to.ruling != Ruling::Send && to.ruling != Ruling::Cookieless) continue;
    all.push_back(code(one.name()));
    if ((to.needs & ~needs) == 0) continue;
    all.back().append(join({" (", if_permitted(one.member("needs")), ")"}));
  }
  return all.empty() ? Text("nobody: the event is dropped") : and_list(all);
}

// Whether an event of that name may go, somewhere, without any purpose.
bool may_go_without(const Policy& policy, std::string_view event) {
  for (const Locale& locale : locales_of(policy, policy)) {
    for (const auto state : {PurposeState::Denied, PurposeState::Unknown}) {
      Consent consent(policy);
      consent.set_place(locale.region, locale.is_child);
      for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
        consent.suppose(i, state);
      }
      for (const bool expired : {false, true}) {
        const auto ruling = judge_event(consent, event, expired).ruling;
        if (ruling == Ruling::Cookieless) return true;
      }
    }
  }
  return false;
}

Text when_words(const Policy& policy, std::string_view event,
                const Judgement& judged) {
  if (judged.ruling != Ruling::Send && judged.ruling != Ruling::Cookieless) {
    return Text("never");
  }
  const Text needs = if_permitted(judged.rule.member("needs"));
  if (needs.empty()) return Text("always");
  if (!may_go_without(policy, event)) return needs;
  return join({needs,
               "; under some regimes also as if every purpose were "
               "denied"});
}

Text describe_event(std::string_view name) {
  if (name == "*") {
    return Text(
        "every event without a row of its own: what Sluice captures (page "
        "views, clicks, forms, ...), and what the site sends itself");
  }
  const auto words = event_words(name);
  if (!words.empty()) return Text(words);
  if (name.ends_with('*')) {
    return Text("events whose names begin so, without a row of their own");
  }
  return Text("an event of the site's own");
}

}  // namespace

std::vector<std::string_view> reported_events(const Policy& policy) {
  auto names = event_names(policy, policy);
  std::erase_if(
      names, [](std::string_view name) { return covers("consent_*", name); });
  std::stable_partition(names.begin(), names.end(),
                        [](std::string_view name) { return name != "*"; });
  return names;
}

Consent with_all_granted(const Policy& policy) {
  Consent consent(policy);
  for (const Locale& locale : locales_of(policy, policy)) {
    Consent there(policy);
    there.set_place(locale.region, locale.is_child);
    if (there.forbids_all()) continue;
    consent = there;
    break;
  }
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    consent.suppose(i, PurposeState::Granted);
  }
  return consent;
}

Text if_permitted(json::Value needs) {
  const bool is_list = needs.is(json::Kind::Array);
  if (!needs.exists() || (is_list && !needs.first().exists())) return {};
  const bool many = is_list && needs.first().next().exists();
  return join({"if ", codes(needs), many ? " are" : " is", " permitted"});
}

void add_events(const Policy& policy, Page& page) {
  page.heading("What is collected: events");
  page.paragraph(
      "An event without a rule is dropped. The site may capture less than the "
      "policy allows, never more.");
  const Consent granted = with_all_granted(policy);
  std::vector<Page::Cells> rows;
  for (const auto name : reported_events(policy)) {
    const auto judged = judge_event(granted, name);
    const bool leaves =
        judged.ruling == Ruling::Send || judged.ruling == Ruling::Cookieless;
    if (name == "*" && !leaves && !judged.rule.exists()) continue;
    rows.push_back({code(name), describe_event(name),
                    when_words(policy, name, judged),
                    destinations_of(granted, name)});
  }
  if (rows.empty()) {
    return page.paragraph("The policy allows no event: nothing is collected.");
  }
  page.table(
      "Events, and when they may be sent",
      {Text("Event"), Text("When it happens"), Text("May be sent"), Text("To")},
      std::move(rows));
}

}  // namespace sluice::inspect
