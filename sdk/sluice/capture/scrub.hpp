#pragma once

#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// `address` with fixed words in place of what it gives away: the secrets of
// base/secret.hpp in path, query and fragment, escaped as often as an address
// within an address within an address is. User and password go.
//
//   https://u:p@shop.example/reset/eyJhbGciOi...?to=joe%40mail.example
//   https://shop.example/reset/[jwt]?to=[email]
//
// The name before a value says more about it: one of a parameter or path
// segment such as "token" or "session" makes it a secret from 8 characters with
// a digit, "password=" in any case. The values of utm_* and of click ids are no
// tokens: what becomes of those is the policy's business.
[[nodiscard]] Text scrub_address(std::string_view address);

// The same of an address as long as it may be in an event, kMaxUrlBytes. One
// that is longer ends before the part, or parameter, that does not fit: half a
// secret is not recognised.
[[nodiscard]] Text keep_address(std::string_view address);

}  // namespace sluice
