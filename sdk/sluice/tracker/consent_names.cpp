#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// `value` as JSON, short enough for a console.
Text shown(json::Value value) {
  Text json;
  (void)json::append_value(json, value, kMaxNameBytes);
  return Text(cut(json, kMaxTextBytes));
}

bool has_match(json::Value choices, std::string_view glob) noexcept {
  auto one = choices.first();
  while (one.exists() && !matches_glob(one.name(), glob)) one = one.next();
  return one.exists();
}

}  // namespace

// A name that the policy maps and the platform does not have can never be
// granted. Each fact of a platform has all its names. Those of Consent Mode
// have what a call was about; its keys are the same everywhere, and `sluice
// policy check` knows them.
void Tracker::check_names(json::Value fact) {
  const auto kind = fact.member("signal").text();
  const auto choices = fact.member("choices");
  if (fact.member("command").exists() || !choices.first().exists()) return;
  auto signal = policy_.member("signals").first();
  for (; signal.exists(); signal = signal.next()) {
    if (signal.member("read").text() != kind) continue;
    auto map = signal.member("map").first();
    for (; map.exists(); map = map.next()) {
      auto wanted = map.first();
      if (!wanted.exists()) wanted = map;  // one, and no list
      while (wanted.exists()) {
        check_name(kind, wanted, choices);
        if (wanted == map) break;
        wanted = wanted.next();
      }
    }
  }
}

void Tracker::check_name(std::string_view kind, json::Value wanted,
                         json::Value choices) {
  if (has_match(choices, wanted.text())) return;
  actions_.report(
      Level::Warn, "consent_unknown", json::pointer_to(policy_.root(), wanted),
      join({kind, " has no \"", wanted.text(), "\", but ", shown(choices)}));
}

// The site's own choices may be about some purposes only.
void Tracker::check_choices(json::Value choices) {
  if (choices.exists() && !choices.is(json::Kind::Object)) {
    actions_.report(Level::Warn, "consent_type", "/choices",
                    "expected an object of purposes");
  }
  for (auto one = choices.first(); one.exists(); one = one.next()) {
    const Text at = join({"/choices/", one.name()});
    if (!one.is_bool()) {
      actions_.report(Level::Warn, "consent_type", at,
                      "expected true or false");
    } else if (!consent_->knows_choice(one.name())) {
      actions_.report(Level::Warn, "consent_unknown", at,
                      join({"no signal of the policy has that choice: ",
                            shown(policy_.member("signals"))}));
    }
  }
}

}  // namespace sluice
