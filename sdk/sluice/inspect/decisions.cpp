#include "sluice/inspect/decisions.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Combinations that are heard for each pair of regimes.
constexpr std::size_t kMaxCombinations = 2000;

Text json_of(json::Value value) {
  Text json;
  (void)json::append_value(json, value,
                           std::numeric_limits<std::size_t>::max());
  return json;
}

bool is_same_text(json::Value a, json::Value b) {
  return std::string_view(json_of(a)) == std::string_view(json_of(b));
}

// Another vendor is a change of its own (settings.cpp); none is another
// reading.
bool is_same_reading(json::Value a, json::Value b) {
  a = a.first();
  b = b.first();
  while (a.exists() && b.exists()) {
    if (a.name() != b.name() ||
        a.member("vendor").exists() != b.member("vendor").exists()) {
      return false;
    }
    for (const char* name : {"read", "map", "denies"}) {
      if (!is_same_text(a.member(name), b.member(name))) return false;
    }
    a = a.next();
    b = b.next();
  }
  return !a.exists() && !b.exists();
}

Way way_of(PurposeState before, PurposeState after) noexcept {
  const auto weight = [](PurposeState state) {
    if (state == PurposeState::Granted) return 2.0;
    return state == PurposeState::Unknown ? 1.0 : 0.0;
  };
  return compare_numbers(weight(before), weight(after));
}

}  // namespace

Decisions::Decisions(const Policy& before, const Policy& after,
                     Changes& changes)
    : before_(before), after_(after), changes_(changes) {
  facts_ = signal_samples(before, after);
}

// Then there is nothing to hear: the same rules over the same signals.
bool Decisions::is_the_same(const Behaviour& behaviour) const {
  const auto before = behaviour.before().regime();
  const auto after = behaviour.after().regime();
  const auto pair = [&](const char* name) {
    return is_same_text(before.member(name), after.member(name));
  };
  return pair("purposes") && pair("model") &&
         is_same_reading(before_.member("signals"), after_.member("signals"));
}

void Decisions::compare(Behaviour& behaviour) {
  compared_.clear();
  if (is_the_same(behaviour)) return;
  std::size_t count = 1;
  for (const auto& facts : facts_) {
    count = std::min(count * facts.size(), kMaxCombinations + 1);
  }
  const bool samples = count > kMaxCombinations;
  sampled_ = sampled_ || samples;
  Combination combination(facts_.size(), 0);
  bool differs = false;
  for (std::size_t i = 0; i < std::min(count, kMaxCombinations); ++i) {
    differs = hear(combination, behaviour) || differs;
    if (!samples) {
      (void)next(combination);
      continue;
    }
    for (std::size_t at = 0; at < facts_.size(); ++at) {
      // Of Knuth's MMIX, in 32 bits: the same ones each time.
      random_ = random_ * 1664525U + 1013904223U;
      combination[at] = (random_ >> 8) % facts_[at].size();
    }
  }
  if (differs) return;
  const auto change =
      changes_.find(Way::Other, "signals", "one way of reading them",
                    "another, without a difference in what was compared");
  for (const Locale* locale : behaviour.locales()) {
    changes_.count(change, {locale->label, {}, {}});
  }
}

bool Decisions::hear(const Combination& combination, Behaviour& behaviour) {
  situations_ += behaviour.locales().size();
  const Locale& locale = *behaviour.locales().front();
  auto before = states_of(before_, locale, combination, behaviour);
  auto after = states_of(after_, locale, combination, behaviour);
  if (before == after) return false;
  note(combination, behaviour, before, after);
  std::pair both(std::move(before), std::move(after));
  if (std::find(compared_.begin(), compared_.end(), both) == compared_.end()) {
    behaviour.compare(both.first, both.second);
    compared_.push_back(std::move(both));
  }
  return true;
}

void Decisions::note(const Combination& combination, const Behaviour& behaviour,
                     const Behaviour::Vector& before,
                     const Behaviour::Vector& after) {
  Text words;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Text& one = facts_[i][combination[i]].words;
    if (!one.empty()) words.append(join({words.empty() ? "" : "; ", one}));
  }
  if (words.empty()) words = Text("nothing heard");
  for (std::size_t i = 0; i < before.size(); ++i) {
    const auto name = behaviour.purposes()[i];
    const bool in_both = before_.member("purposes").member(name).exists() &&
                         after_.member("purposes").member(name).exists();
    if (before[i] == after[i] || !in_both) continue;
    const auto change = changes_.find(
        way_of(before[i], after[i]), join({"purpose ", name}),
        purpose_state_name(before[i]), purpose_state_name(after[i]));
    for (const Locale* locale : behaviour.locales()) {
      changes_.count(change, {locale->label, {}, words});
    }
  }
}

Behaviour::Vector Decisions::states_of(const Policy& policy,
                                       const Locale& locale,
                                       const Combination& combination,
                                       const Behaviour& behaviour) const {
  Consent consent(policy);
  consent.set_place(locale.region, locale.is_child);
  json::Document document;
  for (std::size_t i = 0; i < facts_.size(); ++i) {
    const Text& facts = facts_[i][combination[i]].facts;
    if (facts.empty() || document.read(facts)) continue;
    auto fact = document.root().first();
    for (; fact.exists(); fact = fact.next()) {
      (void)consent.take(fact, static_cast<double>(i + 1));
    }
  }
  Behaviour::Vector states;
  for (const auto name : behaviour.purposes()) {
    states.push_back(PurposeState::Denied);
    for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
      if (policy.purpose_name(i) == name) states.back() = consent.state(i);
    }
  }
  return states;
}

bool Decisions::next(Combination& combination) {
  for (std::size_t at = 0; at < facts_.size(); ++at) {
    if (++combination[at] < facts_[at].size()) return true;
    combination[at] = 0;
  }
  return false;
}

}  // namespace sluice::inspect
