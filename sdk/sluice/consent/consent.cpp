#include "sluice/consent/consent.hpp"

#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

using enum PurposeState;

bool is_mode(json::Value definition) noexcept {
  return has_word("gcm uet", definition.member("read").text());
}

// A GPP section may say that the visitor is a known child.
bool tells_of_child(json::Value fact) noexcept {
  const auto sections = fact.member("sections");
  for (auto one = sections.first(); one.exists(); one = one.next()) {
    // One value or several; Tennessee's is named without the "s".
    for (const auto* name : {"KnownChildSensitiveDataConsents",
                             "KnownChildSensitiveDataConsent"}) {
      const auto field = one.member(name);
      if (field.says("1")) return true;
      for (auto value = field.first(); value.exists(); value = value.next()) {
        if (value.says("1")) return true;
      }
    }
  }
  return false;
}

// Nothing but yes and no: a site may have put anything else beside them.
void write_choices(json::Writer& out, json::Value choices) {
  out.begin_object();
  for (auto one = choices.first(); one.exists(); one = one.next()) {
    const bool yes = one.is(json::Kind::True) || one.says("granted");
    const bool no = one.is(json::Kind::False) || one.says("denied");
    if (yes || no) out.name(cut(one.name(), kMaxNameBytes)).boolean(yes);
  }
  out.end_object();
}

// The fact's own members; strings of consent frameworks, which tell visitors
// apart, as hashes.
Text what_was_heard(json::Value fact) {
  Text text;
  json::Writer out(text);
  out.begin_object();
  for (auto one = fact.first(); one.exists(); one = one.next()) {
    if (has_exact_word("fact signal wall mono", one.name())) continue;
    out.name(one.name());
    if (one.name() == "string") {
      out.text(sha256_hex(one.text()));
      continue;
    }
    if (one.name() == "choices") {
      write_choices(out, one);
      continue;
    }
    Text json;
    (void)json::append_value(json, one, kMaxNameBytes);
    out.raw(json);
  }
  out.end_object();
  return text;
}

// Returns since when the statement of `fact` holds, if it is a new one. If that
// is unknown, returns 1 (long ago), which is after nothing else.
double since(json::Value fact, bool is_first, double now_ms) noexcept {
  const auto when = fact.member("when");
  if (when.exists()) return when.number_or(1);
  // A platform begins with what the visitor chose on an earlier page. It was
  // chosen on this one where there was said to be no choice before.
  const bool is_retold = is_first && fact.is_set("ready");
  return is_retold ? 1 : now_ms;
}

PurposeState state_named(std::string_view name) noexcept {
  if (name == "granted") return Granted;
  return name == "unknown" ? Unknown : Denied;
}

}  // namespace

std::string_view Finding::state_name() const noexcept {
  return state == Granted && !is_choice ? "not asked"
                                        : purpose_state_name(state);
}

Consent::Consent(const Policy& policy) : policy_(&policy) {
  const auto signals = policy.member("signals");
  for (auto one = signals.first(); one.exists(); one = one.next()) {
    Signal& signal = signals_.emplace_back();
    signal.definition = one;
    for (Verdict& verdict : signal.verdicts) {
      verdict.state = initial_state(one);
      verdict.why = "no signal yet";
    }
  }
  settle();
}

void Consent::set_place(std::string_view region, bool is_child) {
  region_ = normal_region(region);
  is_child_ = is_child_ || is_child;
  awaits_place_ = false;
  for (Signal& signal : signals_) {
    json::Document fact;
    for (const Text& early : std::exchange(signal.early_defaults, {})) {
      if (!fact.read(early)) signal.mode.take(fact.root(), region_);
    }
  }
  settle();
}

void Consent::await_place() noexcept {
  awaits_place_ = true;
  settle();
}

// The regions of a default can only be compared once there is one.
void Consent::take_mode(Signal& signal, json::Value fact) {
  if (!awaits_place_ || !fact.member("region").exists()) {
    signal.mode.take(fact, region_);
  } else if (signal.early_defaults.size() < kMaxEarlyDefaults) {
    Text& early = signal.early_defaults.emplace_back();
    (void)json::append_value(early, fact, kMaxNameBytes);
    if (early.size() > kMaxTextBytes) signal.early_defaults.pop_back();
  }
}

bool Consent::take(json::Value fact, double time_ms) {
  const auto kind = fact.member("signal").text();
  bool known = false;
  for (Signal& signal : signals_) {
    const auto read = signal.definition.member("read").text();
    // A flag is raised by the site's own call.
    if (read != kind && (read != "flag" || kind != "api")) continue;
    known = true;
    if (is_mode(signal.definition)) take_mode(signal, fact);
    const bool is_first = signal.heard.empty();
    for (std::size_t i = 0; i < policy_->purpose_count(); ++i) {
      Verdict& verdict = signal.verdicts[i];
      const Verdict before = verdict;
      verdict = judge_signal(signal.definition, policy_->purpose_name(i), fact,
                             before);
      if (verdict.time_ms != 0) continue;  // as it was before
      // Consent Mode is judged by all that it was told, later.
      if (verdict.state == Granted || fact.member("command").says("update")) {
        withdrawn_elsewhere_ &= ~(PurposeMask{1} << i);
      }
      const bool repeats =
          verdict.state == before.state && !verdict.is_explicit;
      verdict.time_ms =
          repeats ? before.time_ms : since(fact, is_first, time_ms);
    }
    signal.heard = what_was_heard(fact);
  }
  is_child_ = is_child_ || tells_of_child(fact);
  settle();
  return known;
}

void Consent::withdraw(PurposeMask purposes) noexcept {
  withdrawn_elsewhere_ |= purposes;
  settle();
}

bool Consent::knows_choice(std::string_view category) const noexcept {
  for (const Signal& signal : signals_) {
    const auto kind = signal.definition.member("read").text();
    if (kind == "flag" && signal.definition.name() == category) return true;
    auto map = signal.definition.member("map").first();
    for (; kind == "api" && map.exists(); map = map.next()) {
      if (matches_any(map, category)) return true;
    }
  }
  return false;
}

bool Consent::honors_objection() const noexcept {
  const auto rules = regime_.member("purposes");
  for (std::size_t i = 0; i < policy_->purpose_count(); ++i) {
    if (state(i) != Denied) continue;
    auto veto = rules.member(policy_->purpose_name(i)).member("veto").first();
    for (; veto.exists(); veto = veto.next()) {
      if (veto == findings_[i].rule) return true;
    }
  }
  return false;
}

void Consent::settle() {
  regime_ = find_regime();
  for (std::size_t i = 0; i < policy_->purpose_count(); ++i) {
    findings_[i] = decide(i);
  }
  note_states();
}

void Consent::note_states() noexcept {
  masks_ = {};
  masks_[static_cast<std::size_t>(Denied)] = kNoSuchPurpose;
  chosen_ = 0;
  for (std::size_t i = 0; i < policy_->purpose_count(); ++i) {
    const PurposeMask bit = PurposeMask{1} << i;
    masks_[static_cast<std::size_t>(state(i))] |= bit;
    if (state(i) != Unknown && findings_[i].is_choice) chosen_ |= bit;
  }
}

json::Value Consent::find_regime() const noexcept {
  const auto regimes = policy_->member("regimes");
  for (auto one = regimes.first(); is_child_ && one.exists();
       one = one.next()) {
    if (one.member("audience").says("child")) return one;
  }
  for (auto one = regimes.first(); one.exists(); one = one.next()) {
    if (one.member("audience").exists()) continue;
    const bool fits =
        region_.empty()
            ? one.member("id").text() == policy_->member("unknownRegion").text()
            : matches_region(one.member("regions"), region_);
    if (fits) return one;
  }
  return {};
}

const Signal* Consent::find_signal(std::string_view name) const noexcept {
  for (const Signal& signal : signals_) {
    if (signal.definition.name() == name) return &signal;
  }
  return nullptr;
}

Verdict Consent::verdict(const Signal& signal,
                         std::size_t purpose) const noexcept {
  if (!is_mode(signal.definition)) return signal.verdicts[purpose];
  const auto keys =
      signal.definition.member("map").member(policy_->purpose_name(purpose));
  if (!keys.exists()) return {NotApplicable, "not about this purpose"};
  return signal.mode.judge(keys, regime_.member("model").says("opt-out"));
}

// An explicit choice on this site, made after the objection, stands against it:
// "site.explicit".
// https://www.law.cornell.edu/regulations/california/11-CCR-7025
bool Consent::is_overridden(json::Value veto, const Verdict& objection,
                            std::size_t purpose) const noexcept {
  const auto unless = veto.member("unless").text();
  const Signal* signal = find_signal(unless.substr(0, unless.rfind('.')));
  if (signal == nullptr) return false;
  const Verdict& choice = signal->verdicts[purpose];
  return choice.is_explicit && choice.state == Granted &&
         choice.time_ms > objection.time_ms;
}

Finding Consent::decide(std::size_t purpose) const noexcept {
  const auto rule =
      regime_.member("purposes").member(policy_->purpose_name(purpose));
  if (awaits_place_) return {Unknown, rule, "the region is not known yet"};
  if (!rule.exists() || regime_.member("model").says("none")) {
    return {Denied, regime_, "the regime does not have it"};
  }
  if ((withdrawn_elsewhere_ >> purpose & 1) != 0) {
    return {Denied, rule, "withdrawn in another tab", true};
  }
  for (const auto* name : {"veto", "decide"}) {
    const auto list = rule.member(name);
    if (list.exists() && !list.is(json::Kind::Array)) {
      return {Denied, list, "the policy cannot be read here"};
    }
  }
  Finding doubt;
  bool is_chosen = false;  // the visitor overrode an objection
  auto veto = rule.member("veto").first();
  for (; veto.exists(); veto = veto.next()) {
    const auto name = veto.is(json::Kind::Text) ? veto : veto.member("signal");
    const Signal* signal = find_signal(name.text());
    if (signal == nullptr) return {Denied, veto, "there is no such signal"};
    const Verdict said = verdict(*signal, purpose);
    if (said.state == Denied) {
      if (!is_overridden(veto, said, purpose)) {
        return {Denied, veto, said.why, true};
      }
      is_chosen = true;
    }
    if (said.state == Unknown && !doubt.rule.exists()) {
      doubt = {Unknown, veto, said.why};
    }
  }
  if (doubt.rule.exists()) return doubt;
  auto decider = rule.member("decide").first();
  for (; decider.exists(); decider = decider.next()) {
    const Signal* signal = find_signal(decider.text());
    if (signal == nullptr) return {Denied, decider, "there is no such signal"};
    const Verdict said = verdict(*signal, purpose);
    if (said.state != NotApplicable) {
      return {said.state, decider, said.why, !said.is_default};
    }
  }
  const auto otherwise = rule.member("else");
  return {state_named(otherwise.text()), otherwise, "nothing decided",
          is_chosen};
}

}  // namespace sluice
