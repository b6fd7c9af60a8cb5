#pragma once

#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// The bytes in base64 (RFC 4648 section 4), or, for `url`, in the alphabet of
// section 5 and without padding.
[[nodiscard]] Text base64(std::string_view bytes, bool url);

}  // namespace sluice
