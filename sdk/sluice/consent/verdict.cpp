#include "sluice/consent/verdict.hpp"

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

using enum PurposeState;

bool has_text(json::Value list, std::string_view text) noexcept {
  for (auto one = list.first(); one.exists(); one = one.next()) {
    if (one.text() == text) return true;
  }
  return false;
}

// -- TCF ---------------------------------------------------------------------
// https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework

// Never available for legitimate interest, since TCF 2.2.
constexpr std::string_view kConsentOnlyPurposes = "1 3 4 5 6";
// Publisher restrictions.
constexpr std::string_view kNotAllowed = "0";
constexpr std::string_view kRequireConsent = "1";
constexpr std::string_view kRequireInterest = "2";

Verdict judge_tcf_purposes(json::Value mapping, json::Value fact,
                           bool has_vendor) noexcept {
  const bool interest = mapping.member("basis").says("legitimateInterest");
  const auto vendor = fact.member("vendor");
  if (has_vendor && !vendor.is_set("disclosed")) {
    return {Denied, "the vendor was not disclosed"};
  }
  const auto allowed = fact.member(interest ? "interests" : "purposes");
  const auto wrong_basis = interest ? kRequireConsent : kRequireInterest;
  auto purpose = mapping.member("purposes").first();
  if (!purpose.exists()) return {Denied, "the policy names no TCF purpose"};
  for (; purpose.exists(); purpose = purpose.next()) {
    const auto id = purpose.text();
    const auto type = fact.member("restrictions").member(id).text();
    if (type == kNotAllowed || type == wrong_basis) {
      return {Denied, "a publisher restriction forbids it"};
    }
    const bool by_publisher =
        has_vendor || interest || has_text(fact.member("publisher"), id);
    if (!has_text(allowed, id) || !by_publisher ||
        (interest && has_word(kConsentOnlyPurposes, id))) {
      return {Denied, "a TCF purpose lacks its legal basis"};
    }
  }
  if (has_vendor && !vendor.is_set(interest ? "interest" : "consent")) {
    return {Denied, "the vendor lacks its legal basis"};
  }
  auto feature = mapping.member("specialFeatures").first();
  for (; feature.exists(); feature = feature.next()) {
    if (!has_text(fact.member("special_features"), feature.text())) {
      return {Denied, "a special feature was not opted into"};
    }
  }
  return {Granted, "TCF purposes and vendor allow it"};
}

Verdict judge_tcf(json::Value definition, json::Value mapping, json::Value fact,
                  const Verdict& before) noexcept {
  if (!fact.is_set("ok") || fact.member("status").says("error")) {
    return {Denied, "the CMP reports an error"};
  }
  const auto applies = fact.member("applies");
  if (applies.is(json::Kind::False)) return {NotApplicable, "not under GDPR"};
  if (!applies.is(json::Kind::True)) {
    return {Unknown, "gdprApplies is not known yet"};
  }
  const auto event = fact.member("event").text();
  if (event != "tcloaded" && event != "useractioncomplete") {
    // While the dialog is open again, the older choice stands.
    if (before.state == Granted || before.state == Denied) return before;
    return {Unknown, "the dialog is open"};
  }
  if (!fact.is_set("service_specific") ||
      fact.member("policy_version").number_or(0) < 4) {
    return {Denied, "the TC string may not be used"};
  }
  return judge_tcf_purposes(mapping, fact,
                            definition.member("vendor").exists());
}

// -- GPP ---------------------------------------------------------------------
// https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform

// Names of the sections whose ids are 7, 8, ...: the national one and states.
constexpr std::string_view kUsSections =
    "usnat usca usva usco usut usct usfl usmt usor ustx usde usia usne usnh "
    "usnj ustn usmn usmd usin usky usri";
constexpr int kFirstUsSection = 7;

std::string_view us_section(double id) noexcept {
  auto names = kUsSections;
  for (int at = kFirstUsSection; at < id; ++at) {
    const auto space = names.find(' ');
    if (space == std::string_view::npos) return {};
    names.remove_prefix(space + 1);
  }
  return id < kFirstUsSection ? "" : names.substr(0, names.find(' '));
}

// 0 not applicable, 1 opted out, 2 did not opt out, 3 undefined.
PurposeState judge_opt_outs(json::Value names, json::Value section) noexcept {
  const auto gpc = section.member("Gpc");
  if (gpc.exists() && !gpc.is(json::Kind::False)) return Denied;
  if (!names.first().exists()) return Denied;
  PurposeState state = NotApplicable;
  for (auto name = names.first(); name.exists(); name = name.next()) {
    const auto value = section.member(name.text());
    if (value.says("2")) {
      state = Granted;
    } else if (value.exists() && !value.says("0")) {
      return Denied;  // opted out, or what nobody defined
    }
  }
  return state;
}

Verdict judge_gpp(json::Value mapping, json::Value fact) noexcept {
  if (!fact.is_set("ok")) return {Denied, "the CMP reports an error"};
  if (!fact.is_set("ready")) return {Unknown, "GPP is not ready"};
  const auto applicable = fact.member("applicable").first();
  const auto first = applicable.number_or(0);
  if (first == -1) return {NotApplicable, "no GPP section applies"};
  if (first == 0) return {Unknown, "GPP does not know what applies yet"};
  Verdict verdict{NotApplicable, "no opt-out of that kind in GPP"};
  for (auto id = applicable; id.exists(); id = id.next()) {
    const auto name = us_section(id.number_or(0));
    if (name.empty()) continue;  // none about opting out of a sale
    const auto section = fact.member("sections").member(name);
    if (!section.exists()) return {Denied, "a GPP section cannot be read"};
    switch (judge_opt_outs(mapping.member("optOut"), section)) {
      case Denied:  // the stricter section wins
        return {Denied, "opted out by GPP"};
      case Granted:
        verdict = {Granted, "not opted out by GPP"};
        break;
      default:
        break;
    }
  }
  return verdict;
}

// -- The rest ----------------------------------------------------------------

// https://github.com/InteractiveAdvertisingBureau/USPrivacy
Verdict judge_usp(json::Value fact) noexcept {
  const auto text = fact.member("string").text();
  if (text == "1---") return {NotApplicable, "not under US privacy law"};
  const bool is_whole = text.size() == 4 && text[0] == '1' &&
                        std::string_view("YN-").find(text[1]) < 3 &&
                        std::string_view("YN-").find(text[3]) < 3;
  if (is_whole && text[2] == 'N') return {NotApplicable, "no objection"};
  return {Denied, "opted out by US Privacy"};
}

// Signals that can only deny: their silence is no consent. A flag is raised by
// the site, by its name.
Verdict judge_objection(json::Value definition, json::Value fact,
                        const Verdict& before) noexcept {
  auto value = fact.member("value");
  if (definition.member("read").says("flag")) {
    value = fact.member("choices").member(definition.name());
    if (!value.is_bool()) return before;
  }
  if (value.is(json::Kind::True)) return {Denied, "the signal objects"};
  return {NotApplicable, "no objection"};
}

Verdict judge_choice(json::Value categories, json::Value fact,
                     const Verdict& before) noexcept {
  if (fact.member("ready").is(json::Kind::False)) {
    return {NotApplicable, "no choice yet"};
  }
  bool found = false;
  const bool is_explicit = fact.is_set("explicit");
  const auto choices = fact.member("choices");
  if (choices.exists() && !choices.is(json::Kind::Object)) {
    return {Denied, "the choice cannot be read"};
  }
  for (auto one = choices.first(); one.exists(); one = one.next()) {
    if (!matches_any(categories, one.name())) continue;
    if (!one.is(json::Kind::True)) {
      return {Denied, "the visitor refused", is_explicit};
    }
    found = true;
  }
  // All that the purpose needs must be among what was chosen.
  for (auto one = categories.first(); one.exists(); one = one.next()) {
    bool named = false;
    for (auto choice = choices.first(); choice.exists();
         choice = choice.next()) {
      named = named || matches_glob(choice.name(), one.text());
    }
    if (!named) found = false;
  }
  return found ? Verdict{Granted, "the visitor agreed", is_explicit} : before;
}

bool is_objection(std::string_view kind) noexcept {
  return has_word("gpc dnt flag usp", kind);
}

constexpr std::string_view kModeKeys =
    "ad_storage ad_user_data ad_personalization analytics_storage "
    "functionality_storage personalization_storage security_storage";

}  // namespace

Verdict judge_signal(json::Value definition, std::string_view purpose,
                     json::Value fact, const Verdict& before) noexcept {
  const auto kind = definition.member("read");
  const auto mapping = definition.member("map").member(purpose);
  Verdict verdict{NotApplicable, "not about this purpose"};
  if (is_objection(kind.text())) {
    if (matches_any(definition.member("denies"), purpose)) {
      verdict = kind.says("usp") ? judge_usp(fact)
                                 : judge_objection(definition, fact, before);
    }
  } else if (!mapping.exists()) {
    return verdict;
  } else if (kind.says("tcf")) {
    verdict = judge_tcf(definition, mapping, fact, before);
  } else if (kind.says("gpp")) {
    verdict = judge_gpp(mapping, fact);
  } else {
    verdict = judge_choice(mapping, fact, before);
  }
  return verdict;
}

PurposeState initial_state(json::Value definition) noexcept {
  const auto kind = definition.member("read");
  const bool is_told =
      !kind.says("usp") && (is_objection(kind.text()) || kind.says("api"));
  return is_told ? NotApplicable : Unknown;
}

void ConsentMode::take(json::Value fact, std::string_view region) noexcept {
  const bool is_update = fact.member("command").says("update");
  std::uint8_t precision = 0;
  const auto regions = fact.member("region");
  if (regions.exists() && !is_update) {
    if (has_text(regions, region)) {
      precision = 2;
    } else if (has_text(regions, region.substr(0, 2))) {
      precision = 1;
    } else {
      return;
    }
  }
  auto names = kModeKeys;
  for (Key& key : keys_) {
    const auto end = names.find(' ');
    const auto value = fact.member("choices").member(names.substr(0, end));
    names.remove_prefix(end == std::string_view::npos ? 0 : end + 1);
    if (!value.exists() ||
        (!is_update && (key.updated || precision < key.precision))) {
      continue;
    }
    key = {value.says("granted") ? Granted : Denied, is_update || key.updated,
           precision};
  }
}

Verdict ConsentMode::judge(json::Value keys, bool opt_out) const noexcept {
  bool found = false;
  bool granted = true;
  bool is_default = false;
  auto names = kModeKeys;
  for (const Key& key : keys_) {
    const auto end = names.find(' ');
    const auto name = names.substr(0, end);
    names.remove_prefix(end == std::string_view::npos ? 0 : end + 1);
    if (!matches_any(keys, name)) continue;
    if (key.updated && key.state == Denied) {
      return {Denied, "refused in Consent Mode"};
    }
    found = true;
    granted = granted && key.state == Granted && (key.updated || opt_out);
    is_default = is_default || !key.updated;
  }
  if (found && granted) {
    return {Granted,
            is_default ? "Consent Mode has no choice yet"
                       : "granted in Consent Mode",
            false, is_default};
  }
  return {Unknown, "Consent Mode has no choice yet"};
}

}  // namespace sluice
