#pragma once

#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// The page an event happened on, as the host last described it.
struct Page {
  Text id;   // of this load of the document
  Text url;  // as it is; the rest may leave
  Text shown_url;
  Text referrer;
  Text title;
  std::uint32_t views = 0;  // counted of this load

  // Adds the fields "page.*".
  void describe(Fields& fields) const;
};

// Whether a visitor who came from `from` to `to` by a route change (push,
// replace, pop, hash) sees another page: path, query or route differ. Campaign
// parameters do not count (sites clean them away), the site's own neither
// (arrival.hpp), nor does a mere anchor.
[[nodiscard]] bool is_other_page(std::string_view from, std::string_view to,
                                 std::string_view own_parameters = {});

}  // namespace sluice
