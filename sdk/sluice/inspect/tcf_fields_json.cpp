#include "sluice/inspect/sets.hpp"
#include "sluice/inspect/strings_json.hpp"

namespace sluice::inspect {

void write_field(std::string_view name, const IdSet& ids, json::Writer& out) {
  out.name(name).begin_object().name("ids");
  write_ids(ids, out);
  out.end_object();
}

void write_field(std::string_view name, const VendorSet& vendors,
                 json::Writer& out) {
  out.name(name).begin_object().name("ranges");
  write_vendors(vendors, out);
  out.end_object();
}

void write_time(std::string_view name, std::uint64_t ds, json::Writer& out) {
  out.name(name).begin_object();
  out.integer("ds", static_cast<double>(ds)).end_object();
}

void write_custom(std::string_view name, const IdSet& ids, json::Writer& out) {
  if (ids.size > 0) return write_field(name, ids, out);
  out.name(name).begin_array().end_array();
}

void write_head(const TcHead& head, std::string_view policy,
                json::Writer& out) {
  out.integer("Version", head.version);
  write_time("Created", head.created_ds, out);
  write_time("LastUpdated", head.last_updated_ds, out);
  out.integer("CmpId", head.cmp_id)
      .integer("CmpVersion", head.cmp_version)
      .integer("ConsentScreen", head.consent_screen)
      .text("ConsentLanguage", head.consent_language.text())
      .integer("VendorListVersion", head.vendor_list_version)
      .integer(policy, head.policy_version);
}

void write_europe_fields(const TcString& tc, json::Writer& out) {
  write_head(tc.head, "PolicyVersion", out);
  out.boolean("IsServiceSpecific", tc.is_service_specific)
      .boolean("UseNonStandardStacks", tc.uses_non_standard_texts);
  write_field("SpecialFeatureOptins", tc.special_features, out);
  write_field("PurposeConsents", tc.purpose_consents, out);
  write_field("PurposeLegitimateInterests", tc.purpose_legitimate_interests,
              out);
  out.boolean("PurposeOneTreatment", tc.purpose_one_treatment)
      .text("PublisherCountryCode", tc.publisher_country.text());
  write_field("VendorConsents", tc.vendor_consents, out);
  write_field("VendorLegitimateInterests", tc.vendor_legitimate_interests, out);
  out.name("PublisherRestrictions");
  write_restrictions(tc.restrictions, out);
  if (tc.publisher) {
    out.integer("PublisherPurposesSegmentType", 3);
    write_field("PublisherConsents", tc.publisher->consents, out);
    write_field("PublisherLegitimateInterests", tc.publisher->others, out);
    out.integer("NumCustomPurposes", tc.publisher->custom_count);
    write_custom("PublisherCustomConsents", tc.publisher->custom_consents, out);
    write_custom("PublisherCustomLegitimateInterests",
                 tc.publisher->custom_others, out);
  }
  if (tc.allowed_vendors) {
    out.integer("VendorsAllowedSegmentType", 2);
    write_field("VendorsAllowed", *tc.allowed_vendors, out);
  }
  if (tc.disclosed_vendors) {
    out.integer("VendorsDisclosedSegmentType", 1);
    write_field("VendorsDisclosed", *tc.disclosed_vendors, out);
  }
}

void write_canada_fields(const CanadaString& tc, json::Writer& out) {
  write_head(tc.head, "TcfPolicyVersion", out);
  out.boolean("UseNonStandardStacks", tc.uses_non_standard_stacks);
  write_field("SpecialFeatureExpressConsent", tc.special_features, out);
  write_field("PurposesExpressConsent", tc.purposes_express, out);
  write_field("PurposesImpliedConsent", tc.purposes_implied, out);
  write_field("VendorExpressConsent", tc.vendors_express, out);
  write_field("VendorImpliedConsent", tc.vendors_implied, out);
  out.name("PubRestrictions");
  write_restrictions(tc.restrictions, out);
  if (tc.publisher) {
    out.integer("PubPurposesSegmentType", 3);
    write_field("PubPurposesExpressConsent", tc.publisher->consents, out);
    write_field("PubPurposesImpliedConsent", tc.publisher->others, out);
    out.integer("NumCustomPurposes", tc.publisher->custom_count);
    write_custom("CustomPurposesExpressConsent", tc.publisher->custom_consents,
                 out);
    write_custom("CustomPurposesImpliedConsent", tc.publisher->custom_others,
                 out);
  }
  if (tc.disclosed_vendors) {
    out.integer("DisclosedVendorsSegmentType", 1);
    write_field("DisclosedVendors", *tc.disclosed_vendors, out);
  }
}

}  // namespace sluice::inspect
