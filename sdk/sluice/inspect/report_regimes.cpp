#include <algorithm>
#include <utility>

#include "sluice/consent/gate.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/reach.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/report_situations.hpp"
#include "sluice/inspect/visitor_choice.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

using Locales = std::vector<Locale>;

// -- Who ---------------------------------------------------------------------

json::Value regime_at(const Policy& policy, const Locale& locale) {
  Consent consent(policy);
  consent.set_place(locale.region, locale.is_child);
  return consent.regime();
}

Text group_words(std::string_view label) {
  if (label.starts_with("EEA")) {
    return join({"the European Economic Area (", code("EEA"), ")"});
  }
  return join(
      {"states of the US in which an opt-out signal of the browser "
       "binds (",
       code("US-UOOM"), ", list of ", kRegionsAsOf, ")"});
}

// Whether the policy treats a place of this group, or a part of this country,
// differently.
bool has_exception(const Locale& locale, const Locales& all) {
  const std::string_view label = locale.label;
  const auto group = regions_of(label.substr(0, label.find(' ')));
  for (const Locale& other : all) {
    const std::string_view region = other.region;
    if (region.empty() || region == std::string_view(locale.region)) continue;
    const bool is_part =
        group.empty()
            ? region.starts_with(std::string_view(locale.region)) &&
                  region.size() > locale.region.size()
            : matches_region(label.substr(0, label.find(' ')), region);
    if (is_part) return true;
  }
  return false;
}

// Of locales of one regime: "for visitors in `FR` and all other places".
Text people_words(const Locales& locales, const Locales& all) {
  if (locales.front().is_child) return Text("for children, wherever they are");
  std::vector<Text> places;
  bool has_unknown = false;
  std::size_t everybody = 0;
  for (const Locale& one : all) everybody += one.is_child ? 0 : 1;
  if (locales.size() == everybody) return Text("for every visitor");
  for (const Locale& locale : locales) {
    const std::string_view label = locale.label;
    if (label == "unknown") {
      has_unknown = true;
    } else if (label == "elsewhere") {
      places.push_back(Text("all other places"));
    } else {
      Text words = label.find(' ') == std::string_view::npos
                       ? code(label)
                       : group_words(label);
      if (has_exception(locale, all)) {
        words.append(" (but for its parts that are named on this page)");
      }
      places.push_back(std::move(words));
    }
  }
  const std::string_view unknown = "for visitors whose region is not known";
  if (places.empty()) return Text(unknown);
  return join({"for visitors in ", and_list(places),
               has_unknown ? ", and " : "", has_unknown ? unknown : ""});
}

// -- The regime --------------------------------------------------------------

std::string_view model_words(json::Value regime) {
  const auto model = regime.member("model");
  if (model.says("opt-in")) {
    return "opt-in: the visitor has to consent first";
  }
  if (model.says("opt-out")) {
    return "opt-out: data is used until the visitor objects";
  }
  if (model.says("exempt")) {
    return "exempt: measured without consent, under an exemption that the "
           "controller relies on";
  }
  return "none: no purpose is ever granted, and nothing is sent or stored";
}

Text veto_words(json::Value veto) {
  if (veto.is(json::Kind::Text)) return join({code(veto.text()), " objects"});
  const auto unless = veto.member("unless").text();
  return join({code(veto.member("signal").text()),
               " objects, unless the visitor grants it explicitly afterwards "
               "by ",
               code(unless.substr(0, unless.rfind('.')))});
}

// How a purpose is decided: the rule of the regime, in its order.
Text decision_words(json::Value regime, std::string_view purpose) {
  const auto rule = regime.member("purposes").member(purpose);
  if (!rule.exists() || regime.member("model").says("none")) {
    return join({code(purpose), " is always denied."});
  }
  std::vector<Text> steps;
  for (auto veto = rule.member("veto").first(); veto.exists();
       veto = veto.next()) {
    steps.push_back(join({"denied if ", veto_words(veto)}));
  }
  if (rule.member("decide").first().exists()) {
    std::vector<Text> deciders;
    for (auto one = rule.member("decide").first(); one.exists();
         one = one.next()) {
      deciders.push_back(code(one.text()));
    }
    steps.push_back(join({"as the first of these says that says anything: ",
                          list_of(deciders, ", ")}));
    if (deciders.size() == 1) {
      steps.back() = join({"as ", deciders.front(), " says"});
    }
  }
  const auto otherwise = rule.member("else").text();
  const auto last = otherwise == "granted"
                        ? std::string_view("permitted (not asked)")
                        : otherwise;
  if (steps.empty()) {
    return join({code(purpose), " is always ", last, "."});
  }
  return join({code(purpose), ": ",
               list_of(steps, "; otherwise ", "; otherwise "),
               "; where nothing decides: ", last, "."});
}

Page::Cells withdrawal_words(const Policy& policy, json::Value regime) {
  const auto withdrawal = regime.member("withdrawal");
  const auto purge = withdrawal.member("purge");
  Page::Cells items;
  items.emplace_back(
      matches_any(purge, "queue")
          ? "Events that rested on what is withdrawn, and were not sent yet, "
            "are erased."
          : "Events that were let out before, and were not sent yet, are still "
            "sent.");
  if (policy.member("storage").first().exists()) {
    items.emplace_back(
        matches_any(purge, "storage")
            ? "What was stored on the device for it is erased."
            : "What was stored on the device for it is not erased, and is not "
              "used any more.");
  }
  if (matches_any(purge, "ids")) {
    items.emplace_back(
        "Ids and campaign values in memory that may not be sent any more are "
        "erased.");
  }
  const auto tell = withdrawal.member("tell");
  if (!tell.first().exists()) {
    items.emplace_back("No destination gets an event about the withdrawal.");
    return items;
  }
  items.push_back(join({"One event ", code("consent_withdrawn"),
                        " with the receipt is sent to ", codes(tell),
                        ", even if a purpose that is needed there is "
                        "denied."}));
  return items;
}

void add_regime(const Policy& policy, json::Value regime,
                const Locales& locales, const Locales& all, Page& page) {
  page.subheading(regime.exists()
                      ? join({"Regime ", code(regime.member("id").text())})
                      : Text("Where no regime is in force"));
  page.paragraph(join({"In force ", people_words(locales, all), "."}));
  if (!regime.exists()) {
    return page.paragraph("Nothing is sent and nothing is stored.");
  }
  page.paragraph(join({"Model ", model_words(regime), "."}));
  const auto note = regime.member("note").text();
  if (!note.empty())
    page.paragraph(join({"Note of the policy: ", plain(note)}));
  Situations situations(policy, locales.front());
  if (situations.is_always_the_same()) {
    const Outcome& outcome = situations.first();
    return page.paragraph(
        join({"Whatever the visitor chooses, the same "
              "happens. Purposes: ",
              outcome.purposes, ". ", outcome.events,
              " Stored on the device: ", outcome.storage, "."}));
  }
  Page::Cells decisions;
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    decisions.push_back(decision_words(regime, policy.purpose_name(i)));
  }
  page.paragraph("How each purpose is decided:");
  page.list(std::move(decisions));
  page.table(
      join({"What happens under regime ", code(regime.member("id").text())}),
      {Text("Situation"), Text("Purposes"), Text("Events"),
       Text("May be stored on the device")},
      std::move(situations.rows()));
  if (!situations.can_be_withdrawn()) return;
  page.paragraph("After a withdrawal:");
  page.list(withdrawal_words(policy, regime));
}

// Whether an event may wait while the region is looked up.
bool may_await_place(const Policy& policy) {
  Consent consent(policy);
  consent.await_place();
  for (const auto event : event_names(policy, policy)) {
    if (judge_event(consent, event).ruling == Ruling::Hold) return true;
  }
  return false;
}

void add_common(const Policy& policy, bool has_child, Page& page) {
  Page::Cells items;
  if (!has_child) {
    items.emplace_back(
        "Children: the policy has no regime of their own. They are treated as "
        "everybody else in the same place.");
  }
  if (!reads(policy, "gpc")) {
    items.emplace_back(
        reads(policy, "gpp")
            ? "Global Privacy Control: the policy does not read the browser's "
              "own signal, only what a GPP string says of it."
            : "Global Privacy Control: the policy does not read it, so the "
              "signal changes nothing.");
  }
  if (may_await_place(policy)) {
    items.emplace_back(
        "While the site still looks up the visitor's region, events are held "
        "in memory, and nothing is stored.");
  }
  if (items.empty()) return;
  page.subheading("For every regime");
  page.list(std::move(items));
}

}  // namespace

void add_regimes(const Policy& policy, Page& page) {
  page.heading("From whom, and what happens before and after a choice");
  page.paragraph(
      "A regime is the law of a place, as the policy has it. The states of a "
      "purpose are: granted (by the visitor), not asked (permitted, although "
      "nobody granted it), denied, and unknown (not decided yet). A purpose "
      "is permitted if it is granted or not asked.");
  const Locales all = locales_of(policy, policy);
  std::vector<std::pair<json::Value, Locales>> groups;
  for (const Locale& locale : all) {
    const auto regime = regime_at(policy, locale);
    const auto same =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) {
          return group.first == regime &&
                 group.second.front().is_child == locale.is_child;
        });
    auto& group =
        same == groups.end() ? groups.emplace_back(regime, Locales()) : *same;
    group.second.push_back(locale);
  }
  bool has_child = false;
  for (const auto& [regime, locales] : groups) {
    has_child = has_child || locales.front().is_child;
    add_regime(policy, regime, locales, all, page);
  }
  add_common(policy, has_child, page);
}

}  // namespace sluice::inspect
