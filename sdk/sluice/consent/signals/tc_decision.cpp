#include "sluice/consent/signals/tc_decision.hpp"

namespace sluice {
namespace {

// The restrictions on one purpose of one vendor, all types together.
struct Restricted {
  bool forbidden = false;
  bool needs_consent = false;
  bool needs_legitimate_interest = false;
};

Restricted restrictions_of(const TcString& tc, const VendorUse& use) {
  Restricted found;
  tc.restrictions.each([&](const Restriction& one) {
    if (one.purpose != use.purpose || !one.vendors.has(use.vendor)) return;
    switch (one.type) {
      case RestrictionType::RequireConsent:
        found.needs_consent = true;
        break;
      case RestrictionType::RequireLegitimateInterest:
        found.needs_legitimate_interest = true;
        break;
      case RestrictionType::NotAllowed:
        found.forbidden = true;
    }
  });
  return found;
}

// Legitimate interest is no basis for storage (1) and, since TCF 2.2, for
// advertising and content profiles (3 to 6).
bool allows_legitimate_interest(std::uint32_t purpose) noexcept {
  return purpose != 1 && !(purpose >= 3 && purpose <= 6);
}

TcDecision by_consent(const TcString& tc, const VendorUse& use) {
  if (!tc.purpose_consents.has(use.purpose)) {
    return {false, "no-purpose-consent", {}};
  }
  if (!tc.vendor_consents.has(use.vendor)) {
    return {false, "no-vendor-consent", {}};
  }
  return {true, "consent", {}};
}

TcDecision by_legitimate_interest(const TcString& tc, const VendorUse& use) {
  if (!allows_legitimate_interest(use.purpose)) {
    return {false, "legitimate-interest-not-available-for-purpose", {}};
  }
  if (!tc.purpose_legitimate_interests.has(use.purpose)) {
    return {false, "no-purpose-legitimate-interest", {}};
  }
  if (!tc.vendor_legitimate_interests.has(use.vendor)) {
    return {false, "no-vendor-legitimate-interest", {}};
  }
  return {true, "legitimate-interest", {}};
}

TcDecision decide_disclosed(const TcString& tc, const VendorUse& use) {
  const Restricted restricted = restrictions_of(tc, use);
  // Both at once contradict each other, so that no basis is left.
  if (restricted.forbidden ||
      (restricted.needs_consent && restricted.needs_legitimate_interest)) {
    return {false, "publisher-restriction-not-allowed", {}};
  }
  const bool consent = use.declared == LegalBasis::Consent;
  const bool needs_other =
      consent ? restricted.needs_legitimate_interest : restricted.needs_consent;
  if (needs_other && !use.is_flexible) {
    return {false,
            "publisher-restriction-needs-other-basis-and-purpose-not-flexible",
            {}};
  }
  return consent != needs_other ? by_consent(tc, use)
                                : by_legitimate_interest(tc, use);
}

}  // namespace

TcDecision decide_use(std::optional<bool> gdpr_applies, const TcString* tc,
                      const VendorUse& use) {
  if (!gdpr_applies) return {false, "gdpr-applies-unknown", {}};
  if (!*gdpr_applies) return {true, "gdpr-does-not-apply", {}};
  if (tc == nullptr) return {false, "invalid-string", "can't be read"};
  if (const TcRule* rule = broken_rule(*tc)) {
    return {false, "invalid-string", rule->problem};
  }
  if (use.declared == LegalBasis::Undeclared) {
    return {false, "vendor-has-not-declared-purpose", {}};
  }
  if (!tc->disclosed_vendors->has(use.vendor)) {
    return {false, "vendor-not-disclosed", {}};
  }
  return decide_disclosed(*tc, use);
}

}  // namespace sluice
