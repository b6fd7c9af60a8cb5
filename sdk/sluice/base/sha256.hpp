#pragma once

#include <initializer_list>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// SHA-256 (FIPS 180-4) of the bytes, as 64 hex digits.
[[nodiscard]] Text sha256_hex(std::string_view bytes);

// HMAC-SHA-256 (RFC 2104) of the bytes, as 64 hex digits.
[[nodiscard]] Text hmac_sha256_hex(std::string_view key,
                                   std::string_view bytes);

}  // namespace sluice
