#include "sluice/inspect/ruling_words.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

std::string_view state_of(const Consent& consent, std::string_view name) {
  const Policy& policy = consent.policy();
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    if (policy.purpose_name(i) == name) {
      return consent.finding(i).state_name();
    }
  }
  return "no such purpose";
}

Text needs_words(const Consent& consent, json::Value names) {
  if (!names.first().exists() && names.text().empty()) {
    return Text("needs no purpose");
  }
  return join({"needs ", states_of(consent, names)});
}

// The parts of a signal that decide a purpose: "purposes 1, 8, vendor 7".
Text mapped_words(json::Value signal, std::string_view purpose) {
  const auto mapping = signal.member("map").member(purpose);
  if (signal.member("read").says("gpp")) {
    return names_of(mapping.member("optOut"));
  }
  if (!signal.member("read").says("tcf")) return names_of(mapping);
  Text words = join({"purposes ", names_of(mapping.member("purposes"))});
  if (mapping.member("basis").says("legitimateInterest")) {
    words.append(" by legitimate interest");
  }
  const auto vendor = signal.member("vendor").text();
  words.append(vendor.empty() ? Text(", of the publisher")
                              : join({", vendor ", vendor}));
  return words;
}

}  // namespace

std::string_view ruling_name(Ruling ruling) noexcept {
  switch (ruling) {
    case Ruling::Send:
      return "send";
    case Ruling::Cookieless:
      return "cookieless";
    case Ruling::Hold:
      return "hold";
    default:
      return "drop";
  }
}

Text states_of(const Consent& consent, json::Value names) {
  Text words;
  each_one(names, [&](json::Value one) {
    if (!words.empty()) words.append(", ");
    words.append(join({one.text(), " : ", state_of(consent, one.text())}));
  });
  return words;
}

Text why_regime(const Consent& consent) {
  const auto regime = consent.regime();
  const auto region = consent.region();
  if (!regime.exists()) {
    return region.empty() ? Text(
                                "the region is not known, and no regime is "
                                "for that")
                          : join({"no regime is for region ", region});
  }
  if (regime.member("audience").says("child")) {
    return Text("the audience is a child");
  }
  if (region.empty()) return Text("the region is not known");
  Text pattern;
  each_one(regime.member("regions"), [&](json::Value one) {
    if (pattern.empty() && matches_region(one.text(), region)) {
      pattern = Text(one.text());
    }
  });
  return join({"region ", region, " matches ", pattern});
}

Text why_purpose(const Consent& consent, std::size_t purpose) {
  const Finding& finding = consent.finding(purpose);
  const auto rule = finding.rule;
  const auto why = finding.why;
  const auto own = consent.regime()
                       .member("purposes")
                       .member(consent.policy().purpose_name(purpose));
  if (rule == own.member("else") || rule == own || rule == consent.regime()) {
    return Text(why);
  }
  const auto named = rule.member("signal");
  const auto name = named.exists() ? named.text() : rule.text();
  const Text mapped =
      mapped_words(consent.policy().member("signals").member(name),
                   consent.policy().purpose_name(purpose));
  if (mapped.empty()) return join({name, ": ", why});
  return join({name, ": ", why, " (", mapped, ")"});
}

Text why_event(const Consent& consent, const Judgement& judged) {
  if (!judged.rule.exists()) return Text("no event rule names it");
  if (!consent.regime().exists()) return Text("no regime is in force");
  if (judged.rule.member("do").says("drop")) return Text("its rule drops it");
  return needs_words(consent, judged.rule.member("needs"));
}

Text why_destination(const Consent& consent, const Judgement& judged,
                     std::string_view event, Ruling event_ruling) {
  const auto events = judged.rule.member("events");
  if (events.exists() && !matches_any(events, event)) {
    return Text("event not in its list");
  }
  if (event_ruling == Ruling::Cookieless) {
    return Text(judged.ruling == Ruling::Cookieless
                    ? "takes events without any purpose"
                    : "takes no events without a purpose");
  }
  return needs_words(consent, judged.rule.member("needs"));
}

Text why_field(const Consent& consent, const FieldJudgement& judged,
               Ruling ruling, bool is_sent) {
  if (!judged.rule.exists()) return Text("no field rule (default deny)");
  const auto needs = judged.rule.member("if");
  Text why("always");
  if (needs.exists()) {
    why = ruling == Ruling::Cookieless
              ? join({"if ", names_of(needs), "; none counts here"})
              : join({"if ", states_of(consent, needs)});
  }
  const auto to = judged.rule.member("to");
  if (to.exists()) why.append(join({", to ", names_of(to)}));
  const bool fits =
      is_sent || !judged.action.exists() || judged.action.says("deny");
  if (!fits) why.append(", but its value is of another kind");
  return why;
}

}  // namespace sluice::inspect
