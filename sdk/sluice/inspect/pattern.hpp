#pragma once

#include <string_view>

namespace sluice::inspect {

// Whether the whole of `text` matches `pattern`, a regular expression of the
// few forms that policy.schema.json uses: ^ and $ at its ends, literals,
// \ before one, [a-z] and [^a-z], (a|b), and behind each of these ?, *, + or
// {least,most}. Matching goes back and tries again, so patterns must be ours.
[[nodiscard]] bool matches_pattern(std::string_view text,
                                   std::string_view pattern) noexcept;

}  // namespace sluice::inspect
