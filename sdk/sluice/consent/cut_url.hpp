#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// `url` without user, password, query and fragment. Of the query those
// parameters stay whose name matches a glob of `rule.keepQuery`, as they were
// written; of the path the first `rule.pathDepth` segments, all without it. A
// route in the fragment ("#/cart", "#!/cart") is a path and stays, without its
// own query, unless the path is cut.
[[nodiscard]] Text cut_url(std::string_view url, json::Value rule);

}  // namespace sluice
