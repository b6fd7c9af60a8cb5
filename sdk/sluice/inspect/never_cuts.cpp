#include "sluice/inspect/never_cuts.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/consent/never.hpp"

namespace sluice::inspect {
namespace {

SecretKinds kind_named(std::string_view word) noexcept {
  auto names = kSecretNames;
  unsigned kind = 1;
  while (!names.empty() && next_word(names) != word) kind <<= 1;
  return static_cast<SecretKinds>(kind);
}

// As admit() does it: a hash is of the whole value, and names are cut always.
bool is_cut(const Fields::Field& field, const FieldJudgement& judged,
            SecretKinds kind) {
  Text cut;
  const bool is_hashed = judged.action.member("hash").exists();
  if (!is_hashed && cut_out(field, kind, cut)) return true;
  constexpr std::string_view kProperties = "properties.";
  return field.path.starts_with(kProperties) &&
         cut_out(
             {{}, field.path.substr(kProperties.size()), Fields::Kind::Text},
             kind, cut);
}

}  // namespace

void write_cuts(const Source& source, const Fields::Field& field,
                const FieldJudgement& judged, json::Writer& out) {
  bool any = false;
  auto word = source.policy().member("never").first();
  for (; word.exists(); word = word.next()) {
    if (!is_cut(field, judged, kind_named(word.text()))) continue;
    if (!any) out.name("cut").begin_array();
    any = true;
    out.begin_object().text("what", word.text());
    source.write_rule(out, word);
    out.end_object();
  }
  if (any) out.end_array();
}

}  // namespace sluice::inspect
