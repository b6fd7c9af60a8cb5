#include "sluice/consent/gate.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/consent/cut_url.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

const EventRule* find_event_rule(const Policy& policy,
                                 std::string_view name) noexcept {
  for (const auto& rule : policy.events) {
    if (matches_glob(name, rule.name)) return &rule;
  }
  return nullptr;
}

// Writes fields as members of their groups: "page.url" and "page.path" become
// {"page":{"url":...,"path":...}}.
class FieldWriter {
 public:
  explicit FieldWriter(Text& out) : out_(out) { out_.begin_object(); }

  // Leaves the writer behind the member's name.
  json::Writer& member(std::string_view path) {
    const auto dot = path.find('.');
    const auto group = path.substr(0, dot);
    if (group != std::string_view(group_)) {
      close_group();
      group_ = Text(group);
      out_.name(group).begin_object();
    }
    return out_.name(path.substr(dot + 1));
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
  Text group_;
};

// Returns false if what it wrote, if anything, would be the same without the
// purposes that `action` rests on.
bool write_field(FieldWriter& out, const Fields::Field& field,
                 FieldAction action) {
  if (action == FieldAction::Deny) return false;
  if (action == FieldAction::Allow) {
    auto& member = out.member(field.path);
    const bool is_text = field.kind == Fields::Kind::Text;
    is_text ? member.text(field.value) : member.raw(field.value);
    return true;
  }
  // A structured value is no address: cutting it would let it out uncut.
  if (field.kind == Fields::Kind::Json) return false;
  const bool to_utm = action == FieldAction::CutUrlToUtm;
  const Text url = cut_url(field.value, to_utm ? "utm_*" : "");
  out.member(field.path).text(url);
  return !to_utm || std::string_view(url).find('?') != std::string_view::npos;
}

void write_consent(FieldWriter& out, const Consent& consent) {
  const Policy& policy = consent.policy();
  out.member("consent.policy").text(policy.name);
  for (std::size_t i = 0; i < policy.purposes.size(); ++i) {
    out.member(join({"consent.", policy.purposes[i].name}))
        .text(purpose_state_name(consent.state(i)));
  }
  if (const auto gpc = consent.gpc()) out.member("consent.gpc").boolean(*gpc);
}

}  // namespace

Verdict judge_event(const Consent& consent, std::string_view name) noexcept {
  const EventRule* rule = find_event_rule(consent.policy(), name);
  if (rule == nullptr || !rule->allowed) return Verdict::NotInPolicy;
  if ((rule->needs & consent.in_state(PurposeState::Denied)) != 0) {
    return Verdict::Denied;
  }
  if ((rule->needs & consent.in_state(PurposeState::Unknown)) != 0) {
    return Verdict::Hold;
  }
  return Verdict::Send;
}

FieldVerdict judge_field(const Consent& consent,
                         std::string_view path) noexcept {
  const PurposeMask granted = consent.in_state(PurposeState::Granted);
  for (const auto& rule : consent.policy().fields) {
    if (!matches_glob(path, rule.path)) continue;
    if ((rule.needs & ~granted) != 0) return {rule.otherwise, 0};
    return {rule.action, rule.needs};
  }
  return {};
}

Admitted admit(const Consent& consent, const Event& event) {
  Admitted admitted;
  const auto* rule = find_event_rule(consent.policy(), event.name);
  if (rule != nullptr) admitted.relied_on = rule->needs;
  FieldWriter out(admitted.json);
  Fields::Field field;
  for (std::size_t cursor = 0; event.fields.read(cursor, field);) {
    const FieldVerdict verdict = judge_field(consent, field.path);
    if (write_field(out, field, verdict.action)) {
      admitted.relied_on |= verdict.relied_on;
    }
  }
  if (judge_field(consent, "consent.policy").action == FieldAction::Allow) {
    write_consent(out, consent);
  }
  out.finish();
  return admitted;
}

}  // namespace sluice
