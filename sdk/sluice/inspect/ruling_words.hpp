#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/gate.hpp"

// What the gate decided, in words.
namespace sluice::inspect {

// "send", "hold", "drop", "cookieless".
[[nodiscard]] std::string_view ruling_name(Ruling ruling) noexcept;

// "analytics : granted, ads : denied" of one name or an array of them.
[[nodiscard]] Text states_of(const Consent& consent, json::Value names);

// Why that regime is in force, or none.
[[nodiscard]] Text why_regime(const Consent& consent);

// Why a purpose is what it is: "tcf: the dialog is open".
[[nodiscard]] Text why_purpose(const Consent& consent, std::size_t purpose);

// Why judge_event() ruled as it did.
[[nodiscard]] Text why_event(const Consent& consent, const Judgement& judged);

// Why judge_destination() did, for an event that was ruled `event_ruling`.
[[nodiscard]] Text why_destination(const Consent& consent,
                                   const Judgement& judged,
                                   std::string_view event, Ruling event_ruling);

// Why a field is sent or withheld.
[[nodiscard]] Text why_field(const Consent& consent,
                             const FieldJudgement& judged, Ruling ruling,
                             bool is_sent);

}  // namespace sluice::inspect
