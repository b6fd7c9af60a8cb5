#pragma once

#include "sluice/consent/policy.hpp"
#include "sluice/inspect/remarks.hpp"
#include "sluice/inspect/vocabulary.hpp"

// What can be wrong with a policy that fits its schema. Each code is explained
// in js/docs/reference/check-codes.md.
namespace sluice::inspect {

// P010: unknown names of purposes, signals and destinations. P031: an unknown
// regime for unknown regions.
void lint_names(const Policy& policy, Remarks& remarks);

// P011: unknown regions. It runs before the schema check and replaces the
// schema's message.
void lint_places(json::Value policy, Remarks& remarks);

// P012: fields that no event has. P013: unknown names of events; `vocabulary`
// has the policy's own events, too.
void lint_vocabulary(const Policy& policy, Vocabulary& vocabulary,
                     Remarks& remarks);

// P014: categories that a consent platform does not have. P021: purposes that
// nothing needs. P022: purposes that nothing can grant. P023: signals that no
// purpose uses.
void lint_dead_parts(const Policy& policy, Remarks& remarks);

// P020 of regimes: regimes and regions that earlier regimes hide.
void lint_order(const Policy& policy, Remarks& remarks);

// P020 of the other lists: rules that can never match.
void lint_rules(const Policy& policy, Remarks& remarks);

// P030 to P033, P042 to P044, P051: regimes and what they let happen.
void lint_regimes(const Policy& policy, Remarks& remarks);

// P040, P041, P045: storage. P050, P054: destinations. P052, P053: TCF. P060,
// P061: fields.
void lint_destinations(const Policy& policy, Remarks& remarks);

// P070 to P072: what "profile" asks for besides.
void lint_profile(const Policy& policy, Remarks& remarks);

// P080: a policy without "never".
void lint_never(const Policy& policy, Remarks& remarks);

// Whether everything that `other` matches is matched by `glob`, too.
[[nodiscard]] bool covers(std::string_view glob,
                          std::string_view other) noexcept;

// Whether a destination gets records of decisions and nothing else: an audit
// log.
[[nodiscard]] bool is_for_records(json::Value destination);

// Whether a path that looks like one of a person or a device fits `glob`.
[[nodiscard]] bool looks_like_identifier(std::string_view glob) noexcept;

// Whether earlier field rules take `glob` from `rule` on the way to each
// destination that it is for. The last of those that do; absent if none.
[[nodiscard]] json::Value taken_before(const Policy& policy, json::Value rule,
                                       std::string_view glob,
                                       json::Value& by_glob) noexcept;

}  // namespace sluice::inspect
