#pragma once

#include "sluice/consent/policy.hpp"
#include "sluice/inspect/remarks.hpp"

// What can be wrong with a policy that fits its schema. Each code is explained
// in js/policies/README.md.
namespace sluice::inspect {

// P010: names of purposes, signals and destinations that there are not. P031:
// the same of the regime for unknown regions.
void lint_names(const Policy& policy, Remarks& remarks);

// P020: rules that can never match; P021: purposes that nothing needs.
void lint_rules(const Policy& policy, Remarks& remarks);

// P030 to P033, P042 to P044, P051: regimes and what they let happen.
void lint_regimes(const Policy& policy, Remarks& remarks);

// P040, P041, P045: storage. P050: destinations. P052, P053: TCF. P060, P061:
// fields.
void lint_outlets(const Policy& policy, Remarks& remarks);

// P070 to P072: what "profile" asks for besides.
void lint_profile(const Policy& policy, Remarks& remarks);

// Whether everything that `other` matches is matched by `glob`, too.
[[nodiscard]] bool covers(std::string_view glob,
                          std::string_view other) noexcept;

// Whether a path that looks like one of a person or a device fits `glob`.
[[nodiscard]] bool looks_like_identifier(std::string_view glob) noexcept;

// Whether an earlier field rule takes `glob` from `rule` on every way. The rule
// that does; absent if none.
[[nodiscard]] json::Value taken_before(json::Value rules, json::Value rule,
                                       std::string_view glob,
                                       json::Value& by_glob) noexcept;

}  // namespace sluice::inspect
