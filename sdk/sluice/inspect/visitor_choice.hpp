#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/policy.hpp"

// What a visitor chooses, as the sources of consent that a policy reads would
// tell it.
namespace sluice::inspect {

// Facts, a JSON array: every consent platform has answered, and the visitor has
// not chosen yet.
[[nodiscard]] Text no_choice_yet(const Policy& policy);

// The visitor grants exactly these purposes, explicitly and by every source at
// once, and refuses or objects to all others. Global Privacy Control and Do Not
// Track are not touched.
[[nodiscard]] Text choice_of(const Policy& policy, PurposeMask granted);

// Global Privacy Control is on.
[[nodiscard]] Text privacy_control();

// Whether a signal of the policy is read from that source.
[[nodiscard]] bool reads(const Policy& policy, std::string_view source);

// Takes each of the facts, at a time after those before.
void hear(Consent& consent, std::string_view facts, double& time_ms);

}  // namespace sluice::inspect
