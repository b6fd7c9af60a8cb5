#include <array>

#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

// The audience measurement that the CNIL exempts from consent.
// https://www.cnil.fr/fr/cookies-et-autres-traceurs/regles/cookies-solutions-pour-les-outils-de-mesure-daudience
namespace sluice::inspect {
namespace {

constexpr double kThirteenMonthsMs = 365.0 * 24 * 60 * 60 * 1000 / 12 * 13;

// Where campaigns and the clicks of advertisements stand.
constexpr std::array<std::string_view, 4> kCampaigns = {
    "utm.*", "campaign.*", "click_id.*", "attribution.*"};

bool meets(std::string_view glob, std::string_view other) noexcept {
  return covers(glob, other) || covers(other, glob);
}

bool lets_out(json::Value action) noexcept {
  return action.exists() && !action.says("deny");
}

void check_glob(json::Value glob, Remarks& remarks) {
  for (const std::string_view one : kCampaigns) {
    if (!meets(glob.text(), one)) continue;
    remarks.error_at(glob, "P070",
                     join({glob.text(),
                           " may leave, but campaigns and click "
                           "ids are outside the CNIL exemption"}));
    return;
  }
  if (!meets(glob.text(), "user.*")) return;
  remarks.error_at(glob, "P072",
                   join({glob.text(),
                         " may leave, but what is known of a "
                         "person elsewhere is outside the CNIL "
                         "exemption"}));
}

void check_query(json::Value action, Remarks& remarks) {
  const auto keep = action.member("url").member("keepQuery");
  if (!keep.first().exists()) return;
  remarks.error_at_name(keep, "P070",
                        Text("parameters of addresses may leave, but campaigns "
                             "and click ids are outside the CNIL exemption"));
}

void check_fields(const Policy& policy, Remarks& remarks) {
  const auto rules = policy.member("fields");
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    const auto action = rule.member("do");
    const auto otherwise = rule.member("else");
    check_query(action, remarks);
    check_query(otherwise, remarks);
    if (!lets_out(action) && !lets_out(otherwise)) continue;
    each_one(rule.member("path"), [&](json::Value glob) {
      json::Value by;
      if (taken_before(policy, rule, glob.text(), by).exists()) return;
      check_glob(glob, remarks);
    });
  }
}

void check_storage(const Policy& policy, Remarks& remarks) {
  auto one = policy.member("storage").first();
  for (; one.exists(); one = one.next()) {
    const auto renew = one.member("renew");
    const auto age = one.member("maxAge");
    if (renew.is(json::Kind::True)) {
      remarks.error_at_name(renew, "P071",
                            Text("a tracer that each visit extends is outside "
                                 "the CNIL exemption"));
    }
    if (duration_ms(age, 0) > kThirteenMonthsMs) {
      remarks.error_at_name(age, "P071",
                            join({age.text(),
                                  " is longer than the 13 months "
                                  "of the CNIL exemption"}));
    }
  }
}

void check_parties(const Policy& policy, Remarks& remarks) {
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    const auto party = one.member("party");
    if (!party.says("third")) continue;
    remarks.error_at_name(party, "P072",
                          join({one.name(),
                                " is a third party, which is "
                                "outside the CNIL exemption"}));
  }
}

}  // namespace

void lint_profile(const Policy& policy, Remarks& remarks) {
  if (!policy.member("profile").says("cnil-exempt")) return;
  check_fields(policy, remarks);
  check_storage(policy, remarks);
  check_parties(policy, remarks);
}

}  // namespace sluice::inspect
