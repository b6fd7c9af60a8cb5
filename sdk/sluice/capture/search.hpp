#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// What a visitor looked for on the site, by the address of the page of results:
// the first of `parameters` (words) that is there and not empty, in the query
// or in that of the route in the fragment; decoded, without outer spaces and
// secrets (base/secret.hpp: who searches for their own address has told it),
// cut to kMaxNameBytes. None if the page shows no results.
[[nodiscard]] std::optional<Text> find_search_term(std::string_view url,
                                                   std::string_view parameters);

}  // namespace sluice
