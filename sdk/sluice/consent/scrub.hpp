#pragma once

#include <string_view>

#include "sluice/base/secret.hpp"
#include "sluice/base/text.hpp"

namespace sluice {

// Writes `text` to `result` with fixed words in place of its secrets of those
// `kinds` (base/secret.hpp), escaped as often as an address within an address
// within an address is. False, and `result` untouched, if there are none.
[[nodiscard]] bool scrub(std::string_view text, SecretKinds kinds,
                         Text& result);

// Returns `address` with fixed words in place of the secrets in its path, query
// and fragment, and without user and password.
//
//   https://u:p@shop.example/reset/eyJhbGciOi...?to=joe%40mail.example
//   https://shop.example/reset/[jwt]?to=[email]
//
// The name before a value says more about it, be it of a parameter, of a path
// segment or of a member of JSON: the value of "password" is one whatever it
// is, of "access_token" from 8 bytes on, of "reset" where it looks like a key
// or a code. "/reset/password", "/code/review" and "?code=SUMMER24" stay. The
// values of utm_* and of click ids are never taken for tokens: the policy
// decides about them.
[[nodiscard]] Text scrub_address(std::string_view address);

// The same of an address as long as it may be in an event, kMaxUrlBytes. One
// that is longer ends before the part, or parameter, that does not fit: half a
// secret is not recognised.
[[nodiscard]] Text keep_address(std::string_view address);

}  // namespace sluice
