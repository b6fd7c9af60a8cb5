#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/policy.hpp"

// The finite space of situations in which two policies are compared.
namespace sluice::inspect {

// Somewhere that the two may tell apart from everywhere else.
struct Locale {
  Text region;
  bool is_child = false;
  Text label;  // "FR", "EEA", "elsewhere", "unknown"
};
[[nodiscard]] std::vector<Locale> locales_of(const Policy& a, const Policy& b);

// Names of events, or paths of fields, of which the globs of the two match
// different ones. A glob stands for all that it alone matches, and "*" for what
// nothing else does.
[[nodiscard]] std::vector<std::string_view> event_names(const Policy& a,
                                                        const Policy& b);
[[nodiscard]] std::vector<std::string_view> field_paths(const Policy& a,
                                                        const Policy& b);

// Names of an object's members in either policy, each once.
[[nodiscard]] std::vector<std::string_view> names_in(const Policy& a,
                                                     const Policy& b,
                                                     const char* member);

// A set of PurposeStates.
using States = unsigned;
[[nodiscard]] constexpr States only(PurposeState state) noexcept {
  return 1U << static_cast<unsigned>(state);
}

// The states that the purpose of that name can have in a regime, whatever is
// heard; Denied alone where the policy has no such purpose.
[[nodiscard]] States reachable(const Policy& policy, json::Value regime,
                               std::string_view purpose) noexcept;

}  // namespace sluice::inspect
