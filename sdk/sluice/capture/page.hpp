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
  std::uint32_t views = 0;   // counted of this load
  bool prerendered = false;  // before it was shown

  // Adds the fields "page.*".
  void describe(Fields& fields) const;
  // Replaces the title in fields that describe() added before the title came.
  void retitle(Fields& fields) const;
};

// Which parts of the URL start a new page view. The path always does.
enum class Routes : std::uint8_t {
  Auto,   // the query, and a fragment that is a route ("#/cart")
  Path,   // nothing else
  Query,  // the query
  Hash,   // the query, and any fragment
};

// Whether a visitor who came from `from` to `to` by a route change (push,
// replace, pop, hash) sees another page. Campaign parameters do not count
// (sites clean them away), the site's own neither (arrival.hpp).
[[nodiscard]] bool is_other_page(std::string_view from, std::string_view to,
                                 Routes routes,
                                 std::string_view own_parameters = {});

}  // namespace sluice
