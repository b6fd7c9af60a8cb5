#pragma once

#include "sluice/consent/consent.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/inspect/page.hpp"

// The parts of the report on a policy, each a heading and what stands below it.
// What is sent, stored or dropped is asked of the gate, not read in the rules.
namespace sluice::inspect {

// Which events may be sent, and what each field of them becomes.
void add_events(const Policy& policy, Page& page);
void add_fields(const Policy& policy, Page& page);

// Where choices are heard, who is under which regime, and what happens there
// before, after and without each choice.
void add_signals(const Policy& policy, Page& page);
void add_regimes(const Policy& policy, Page& page);

void add_storage(const Policy& policy, Page& page);
void add_destinations(const Policy& policy, Page& page);
void add_never(const Policy& policy, Page& page);
void add_receipts(const Policy& policy, Page& page);

// The names of events that the policy tells apart, "*", which stands for any
// other, at the end. Without the records of decisions: no event rule lets them
// out, but "receipt" does.
[[nodiscard]] std::vector<std::string_view> reported_events(
    const Policy& policy);

// A consent under which every purpose is granted.
[[nodiscard]] Consent with_all_granted(const Policy& policy);

// "if `analytics` and `ads` are permitted"; empty for no purpose.
[[nodiscard]] Text if_permitted(json::Value needs);

// "2 minutes", "90 seconds".
[[nodiscard]] Text span_words(double ms);
// A duration of a policy: "13mo" is "13 months".
[[nodiscard]] Text duration_words(std::string_view text);

}  // namespace sluice::inspect
