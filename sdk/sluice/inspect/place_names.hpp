#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"

// The codes of places: https://www.iso.org/iso-3166-country-codes.html
namespace sluice::inspect {

// Why no visitor is ever in a region that a policy names, with the code that
// was probably meant: `"EU" is no place (...), did you mean "EEA"?`. None for a
// country, a part of one, a group that we define, and "*".
[[nodiscard]] std::optional<Text> region_flaw(std::string_view region);

// The same of where a visitor is: a country or a part of one, in letters of any
// case, or empty for not known.
[[nodiscard]] std::optional<Text> visitor_flaw(std::string_view region);

}  // namespace sluice::inspect
