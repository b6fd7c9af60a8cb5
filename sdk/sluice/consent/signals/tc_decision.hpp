#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/consent/signals/tc_string.hpp"

namespace sluice {

// On what a vendor rests a purpose, as it has declared in the Global Vendor
// List.
enum class LegalBasis : std::uint8_t {
  Undeclared,
  Consent,
  LegitimateInterest
};

// A purpose that a vendor wants to use data for.
struct VendorUse {
  std::uint32_t vendor = 0;
  std::uint32_t purpose = 0;
  LegalBasis declared = LegalBasis::Undeclared;
  // It can rest the purpose on the other basis, where the publisher wants so.
  bool is_flexible = false;
};

// Whether it may, and the rule that said so.
struct TcDecision {
  bool allowed = false;
  std::string_view why;
  std::string_view detail;  // of an unusable string: its problem; else empty
};

// May the vendor use the purpose? `gdpr_applies` is none while the CMP has not
// said so, which is no permission; `tc` is null for a string that can't be
// read. The order of the rules is that of the TC string specification,
// "Interpreting the TC string": applicability, validity, disclosure,
// restrictions, consent or legitimate interest. Bounded by the string's length.
[[nodiscard]] TcDecision decide_use(std::optional<bool> gdpr_applies,
                                    const TcString* tc, const VendorUse& use);

}  // namespace sluice
