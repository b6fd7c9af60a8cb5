#include <array>
#include <vector>

#include "sluice/inspect/sets.hpp"
#include "sluice/inspect/strings_json.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

void name_ids(std::string_view name, const IdSet& ids, json::Writer& out) {
  out.name(name);
  write_ids(ids, out);
}

void name_vendors(std::string_view name, const std::optional<VendorSet>& set,
                  json::Writer& out) {
  out.name(name);
  if (set) {
    write_vendors(*set, out);
  } else {
    out.raw("null");
  }
}

void write_tc_head(const TcHead& head, json::Writer& out) {
  out.integer("version", head.version)
      .integer("createdDs", static_cast<double>(head.created_ds))
      .integer("lastUpdatedDs", static_cast<double>(head.last_updated_ds))
      .integer("cmpId", head.cmp_id)
      .integer("cmpVersion", head.cmp_version)
      .integer("consentScreen", head.consent_screen)
      .text("consentLanguage", head.consent_language.text())
      .integer("vendorListVersion", head.vendor_list_version)
      .integer("policyVersion", head.policy_version);
}

void write_publisher(const std::optional<PublisherChoices>& publisher,
                     json::Writer& out) {
  out.name("publisherTC");
  if (!publisher) {
    out.raw("null");
    return;
  }
  out.begin_object();
  name_ids("consents", publisher->consents, out);
  name_ids("legitimateInterests", publisher->others, out);
  out.integer("numCustomPurposes", publisher->custom_count);
  name_ids("customConsents", publisher->custom_consents, out);
  name_ids("customLegitimateInterests", publisher->custom_others, out);
  out.end_object();
}

// Legitimate interests in purposes for which there is none, "1 and 3"; empty if
// none is set. Nothing may rest on them, as tc_decision.cpp decides; the rest
// of the string stands.
// https://iabeurope.eu/iab-europe-transparency-consent-framework-policies/
Text vain_interests(const TcString& tc) {
  constexpr std::array<std::uint32_t, 5> kConsentOnly = {1, 3, 4, 5, 6};
  constexpr std::uint32_t kSinceVersion = 4;
  std::vector<Text> ids;
  for (const auto id : kConsentOnly) {
    if (tc.purpose_legitimate_interests.has(id)) {
      ids.push_back(count_text(id));
    }
  }
  return tc.head.policy_version < kSinceVersion ? Text()
                                                : list_of(ids, " and ");
}

void write_problems(const TcString& tc, json::Writer& out) {
  const Text vain = vain_interests(tc);
  if (broken_rule(tc) == nullptr && vain.empty()) return;
  out.name("problems").begin_array();
  for (const TcRule& rule : tc_rules()) {
    if (rule.is_kept(tc)) continue;
    out.text(join({rule.problem, " (", rule.reason, ")"}));
  }
  if (!vain.empty()) {
    out.text(
        join({"legitimate interest for ",
              std::string_view(vain).find(' ') == std::string_view::npos
                  ? "purpose "
                  : "purposes ",
              vain, " (purposes 1 and 3 to 6 need consent since TCF 2.2)"}));
  }
  out.end_array();
}

}  // namespace

void write_tc_string(const TcString& tc, json::Writer& out) {
  out.begin_object();
  write_tc_head(tc.head, out);
  out.boolean("isServiceSpecific", tc.is_service_specific)
      .boolean("useNonStandardTexts", tc.uses_non_standard_texts);
  name_ids("specialFeatureOptins", tc.special_features, out);
  name_ids("purposeConsents", tc.purpose_consents, out);
  name_ids("purposeLegitimateInterests", tc.purpose_legitimate_interests, out);
  out.boolean("purposeOneTreatment", tc.purpose_one_treatment)
      .text("publisherCC", tc.publisher_country.text());
  name_vendors("vendorConsents", tc.vendor_consents, out);
  name_vendors("vendorLegitimateInterests", tc.vendor_legitimate_interests,
               out);
  out.name("publisherRestrictions");
  write_merged_restrictions(tc.restrictions, out);
  name_vendors("disclosedVendors", tc.disclosed_vendors, out);
  name_vendors("allowedVendors", tc.allowed_vendors, out);
  write_publisher(tc.publisher, out);
  write_problems(tc, out);
  out.end_object();
}

}  // namespace sluice::inspect
