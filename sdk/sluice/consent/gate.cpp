#include "sluice/consent/gate.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/consent/never.hpp"
#include "sluice/consent/transform.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// The first rule of `rules` whose globs at `key` match.
json::Value find_rule(json::Value rules, std::string_view key,
                      std::string_view text) noexcept {
  auto rule = rules.first();
  while (rule.exists() && !matches_any(rule.member(key), text)) {
    rule = rule.next();
  }
  return rule;
}

// The first of the two that exists and says "cookieless" or otherwise.
Ruling cookieless_or(json::Value first, json::Value second,
                     Ruling otherwise) noexcept {
  const auto mode = first.exists() ? first.text() : second.text();
  return mode == "cookieless" ? Ruling::Cookieless : otherwise;
}

// Writes fields as members of their groups: "page.url" and "page.path" become
// {"page":{"url":...,"path":...}}.
class FieldWriter {
 public:
  FieldWriter(Text& out, SecretKinds never) : out_(out), never_(never) {
    out_.begin_object();
  }

  // Leaves the writer behind the member's name.
  json::Writer& member(std::string_view path) {
    const auto dot = path.find('.');
    const auto group = path.substr(0, dot);
    if (group != std::string_view(group_)) {
      close_group();
      group_ = Text(group);
      out_.name(group).begin_object();
    }
    const auto name = path.substr(dot + 1);
    // All other names are ours.
    if (group != "properties") return out_.name(name);
    Text clean;
    const bool has_secret =
        cut_out({{}, name, Fields::Kind::Text}, never_, clean);
    return out_.name(has_secret ? std::string_view(clean) : name);
  }

  void finish() {
    close_group();
    out_.end_object();
  }

 private:
  void close_group() {
    if (!group_.empty()) out_.end_object();
  }

  json::Writer out_;
  SecretKinds never_;
  Text group_;
};

void write_consent(FieldWriter& out, const Consent& consent) {
  const Policy& policy = consent.policy();
  out.member("consent.policy").text(policy.id());
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    out.member(join({"consent.", policy.purpose_name(i)}))
        .text(consent.finding(i).state_name());
  }
}

}  // namespace

Judgement judge_event(const Consent& consent, std::string_view name,
                      bool expired) noexcept {
  const Policy& policy = consent.policy();
  const auto rule = find_rule(policy.member("events"), "name", name);
  const auto unknown = consent.regime().member("unknown");
  Judgement result{Ruling::NotInPolicy, policy.mask(rule.member("needs")),
                   rule};
  if (!rule.exists() || consent.forbids_all() ||
      (rule.member("do").exists() && !rule.member("do").says("send"))) {
    return result;
  }
  if (consent.awaits_place()) {
    result.ruling = expired ? Ruling::Denied : Ruling::Hold;
    return result;
  }
  const auto needs = result.needs;
  if ((needs & consent.in_state(PurposeState::Denied)) != 0) {
    const bool withdrawn = (needs & consent.withdrawn()) != 0;
    const auto otherwise =
        withdrawn ? consent.regime().member("withdrawal").member("then")
                  : unknown.member("onDenied");
    result.ruling =
        cookieless_or(rule.member("onDenied"), otherwise, Ruling::Denied);
  } else if ((needs & consent.in_state(PurposeState::Unknown)) == 0) {
    result.ruling = Ruling::Send;
  } else if (expired) {
    result.ruling =
        cookieless_or(unknown.member("onExpire"), {}, Ruling::Denied);
  } else {
    const auto own = rule.member("whileUnknown");
    const auto mode = own.exists() ? own : unknown.member("mode");
    result.ruling = mode.says("hold") ? Ruling::Hold
                                      : cookieless_or(mode, {}, Ruling::Denied);
  }
  return result;
}

Judgement judge_destination(const Consent& consent, json::Value destination,
                            std::string_view name, Ruling ruling) noexcept {
  Judgement result{Ruling::NotInPolicy,
                   consent.policy().mask(destination.member("needs")),
                   destination};
  const auto events = destination.member("events");
  if (events.exists() && !matches_any(events, name)) return result;
  if (ruling == Ruling::Cookieless) {
    if (destination.is_set("cookieless")) {
      result = {ruling, 0, destination};
    }
    return result;
  }
  if ((result.needs & consent.in_state(PurposeState::Denied)) != 0) {
    result.ruling = Ruling::Denied;
  } else if ((result.needs & consent.in_state(PurposeState::Unknown)) != 0) {
    result.ruling = Ruling::Hold;
  } else {
    result.ruling = Ruling::Send;
  }
  return result;
}

FieldJudgement judge_field(const Consent& consent, std::string_view path,
                           std::string_view destination,
                           Ruling ruling) noexcept {
  for (const auto& [glob, needs, rule] : consent.policy().fields()) {
    if (!matches_glob(path, glob)) continue;
    const auto to = rule.member("to");
    if (to.exists() && !destination.empty() && !matches_any(to, destination)) {
      continue;
    }
    const PurposeMask granted =
        ruling == Ruling::Send ? consent.in_state(PurposeState::Granted) : 0;
    if ((needs & ~granted) != 0) return {rule.member("else"), 0, rule};
    return {rule.member("do"), needs, rule};
  }
  return {};
}

bool is_ruled_out(const Consent& consent, std::string_view path,
                  PurposeMask withdrawn) noexcept {
  withdrawn |= consent.in_state(PurposeState::Denied);
  for (const auto& [glob, needs, rule] : consent.policy().fields()) {
    if (!matches_glob(path, glob)) continue;
    const bool denied = (needs & withdrawn) != 0;
    const auto action = rule.member(denied ? "else" : "do");
    if (action.exists() && !action.says("deny")) return false;
    // One for some destinations leaves the others to the rules after it.
    if (!rule.member("to").exists()) return true;
  }
  return true;
}

bool leaves_somewhere(const Consent& consent, std::string_view path) noexcept {
  auto destination = consent.policy().member("destinations").first();
  for (; destination.exists(); destination = destination.next()) {
    const auto judged =
        judge_field(consent, path, destination.name(), Ruling::Send);
    if (judged.action.exists() && !judged.action.says("deny")) return true;
  }
  return false;
}

bool may_store(const Consent& consent, json::Value record) noexcept {
  const PurposeMask needs = consent.policy().mask(record.member("needs"));
  const PurposeMask granted = consent.in_state(PurposeState::Granted);
  return record.exists() && !consent.forbids_all() && !consent.awaits_place() &&
         (needs & ~granted) == 0;
}

bool permit_storage(const Policy& policy, PurposeMask purposes) noexcept {
  auto record = policy.member("storage").first();
  for (; record.exists(); record = record.next()) {
    const PurposeMask needs = policy.mask(record.member("needs"));
    if (needs != 0 && (needs & ~purposes) == 0) return true;
  }
  return false;
}

Admitted admit(const Consent& consent, const Event& event,
               std::string_view destination, Ruling ruling) {
  Admitted admitted;
  const SecretKinds never = consent.policy().never();
  FieldWriter out(admitted.json, never);
  Fields::Field field;
  for (std::size_t cursor = 0; event.fields.read(cursor, field);) {
    const auto judged = judge_field(consent, field.path, destination, ruling);
    // Before it is shortened: half a secret is not recognised. A hash of one
    // may leave.
    Text clean;
    const bool is_shown =
        judged.action.exists() && !judged.action.member("hash").exists();
    if (is_shown && cut_out(field, never, clean)) field.value = clean;
    const bool is_done = event.by_same_policy && !judged.action.says("deny") &&
                         judged.action == judged.rule.member("do");
    std::optional<Transformed> other;
    if (!is_done && !judged.action.says("allow")) {
      other = transform(field, judged.action, event.time_ms);
      if (!other) continue;
    }
    const std::string_view value = other ? other->value : field.value;
    const auto kind = other ? other->kind : field.kind;
    auto& member = out.member(field.path);
    kind == Fields::Kind::Text ? member.text(value) : member.raw(value);
    if ((judged.relied_on & ~admitted.relied_on) == 0) continue;
    // An address without parameters is the same with and without consent.
    const auto otherwise =
        transform(field, judged.rule.member("else"), event.time_ms);
    const bool is_same =
        otherwise && std::string_view(otherwise->value) == value;
    if (!is_same) admitted.relied_on |= judged.relied_on;
  }
  const auto own = judge_field(consent, "consent.policy", destination, ruling);
  if (own.action.says("allow")) write_consent(out, consent);
  out.finish();
  return admitted;
}

}  // namespace sluice
