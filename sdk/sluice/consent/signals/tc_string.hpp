#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sluice/consent/signals/flaw.hpp"
#include "sluice/consent/signals/id_set.hpp"
#include "sluice/consent/signals/pieces.hpp"
#include "sluice/consent/signals/restrictions.hpp"
#include "sluice/consent/signals/tc_fields.hpp"
#include "sluice/consent/signals/vendor_set.hpp"

namespace sluice {

// A TC string of TCF 2.x. Its sets point into the text it was read from, and
// are valid as long as that is.
// https://github.com/InteractiveAdvertisingBureau/GDPR-Transparency-and-Consent-Framework
struct TcString {
  TcHead head;
  bool is_service_specific = false;
  bool uses_non_standard_texts = false;
  IdSet special_features;
  IdSet purpose_consents;
  IdSet purpose_legitimate_interests;
  bool purpose_one_treatment = false;
  LetterPair publisher_country;
  VendorSet vendor_consents;
  VendorSet vendor_legitimate_interests;
  Restrictions restrictions;
  // None where the string has no such segment.
  std::optional<VendorSet> disclosed_vendors;
  std::optional<VendorSet> allowed_vendors;
  std::optional<PublisherChoices> publisher;
  std::uint32_t segments = 0;  // the core among them
};

// Reads `piece` into `out`, in time linear in its length. A flaw leaves `out`
// without a meaning. Strict where the official decoder is not: ranges that
// end before they start or go above MaxVendorId, set bits behind the last
// field, letters outside A to Z, a segment that is there twice or has an
// unknown type are all refused.
[[nodiscard]] std::optional<Flaw> read_tc_string(Piece piece, TcString& out);

// A rule of the framework without which a string, though it can be read, may
// not be used.
struct TcRule {
  bool (*is_kept)(const TcString&);
  std::string_view problem;
  std::string_view reason;
};

// All of them, the first broken one to be named first.
[[nodiscard]] std::span<const TcRule> tc_rules() noexcept;

// The first that `tc` breaks, or null.
[[nodiscard]] const TcRule* broken_rule(const TcString& tc) noexcept;

}  // namespace sluice
