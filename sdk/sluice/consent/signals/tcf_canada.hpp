#pragma once

#include <cstdint>
#include <optional>

#include "sluice/consent/signals/flaw.hpp"
#include "sluice/consent/signals/id_set.hpp"
#include "sluice/consent/signals/pieces.hpp"
#include "sluice/consent/signals/restrictions.hpp"
#include "sluice/consent/signals/tc_fields.hpp"
#include "sluice/consent/signals/vendor_set.hpp"

namespace sluice {

// Section 5 of a GPP string, tcfcav1; points into its text.
struct CanadaString {
  TcHead head;
  bool uses_non_standard_stacks = false;
  IdSet special_features;
  IdSet purposes_express;
  IdSet purposes_implied;
  VendorSet vendors_express;
  VendorSet vendors_implied;
  Restrictions restrictions;
  std::optional<VendorSet> disclosed_vendors;
  std::optional<PublisherChoices> publisher;
  std::uint32_t segments = 0;  // the core among them
};

// Reads `piece` into `out`. There are two layouts, and nothing says which one
// a string has: ranges in Fibonacci code, which the specification asks for,
// and in fixed width, which the official library wrote up to 3.1. The first
// of them in which the sets are as an encoder writes them is taken.
[[nodiscard]] std::optional<Flaw> read_canada_string(Piece piece,
                                                     CanadaString& out);

}  // namespace sluice
