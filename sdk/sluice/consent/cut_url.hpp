#pragma once

#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// `url` without user, password, query and fragment. Of the query those
// parameters stay whose name matches `keep` (a glob; empty keeps none), as
// they were written. A route in the fragment ("#/cart", "#!/cart") is a path
// and stays, without its own query.
[[nodiscard]] Text cut_url(std::string_view url, std::string_view keep);

}  // namespace sluice
