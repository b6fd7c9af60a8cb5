#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// Kinds of secrets, and sets of them.
using SecretKinds = std::uint8_t;
inline constexpr SecretKinds kEmail = 1;
inline constexpr SecretKinds kCard = 2;
inline constexpr SecretKinds kToken = 4;
inline constexpr SecretKinds kPhone = 8;
// What no address leaves with, whatever the policy says.
inline constexpr SecretKinds kAddressSecrets = kEmail | kCard | kToken;
// By which a policy calls them: the names of 1, 2, 4 and 8.
inline constexpr std::string_view kSecretNames = "email card token phone";

// How random a word must look to be taken for a key that somebody was given.
// What the name in front of it says:
enum class Doubt : std::uint8_t {
  None,   // what it is, and no secret: no word is one
  Usual,  // nothing: one that is long, with letters and digits in no order
  Some,   // a secret, or something quite ordinary ("code", "key", "state")
  Named,  // a secret that has letters ("session", "signature")
  High,   // a secret ("reset", "token")
};

// A secret in a text; `size` 0: there is none.
struct Secret {
  std::size_t size = 0;
  std::string_view word;  // what may stand in its place: "[email]"
};

// The secret of one of `kinds` that begins at `at` of `text`, whose escapes are
// decoded:
//
//   kEmail  [email]  an e-mail address; not logo@2x.png, a user's "/@name" or
//                    the version pkg@5.0.0-beta.next
//   kCard   [card]   the number of a payment card: its issuer's first digits
//                    and length, Luhn's check digit, digits in one or in groups
//                    of four
//   kToken  [jwt]    a JSON Web Token, signed or encrypted (RFC 7519)
//           [token]  the id of an AWS access key, or a word of letters and
//                    digits at random, by `doubt`. Usual: from 20 characters in
//                    both cases, from 32 in one, unless it names a file; a
//                    UUID, a slug, a date or a number is none. Behind a name
//                    that tells of a secret also digits alone, or letters that
//                    make no word: is_given() in secret.cpp
//   kPhone  [phone]  a telephone number with its country ("+49 30 123456"), or
//                    in the groups of North America ("(212) 555-0123") or of
//                    countries with a 0 in front ("030 1234567"). A date, a
//                    price, an IP address or a number in one piece is none
//
// Looks at a bounded number of bytes in front of `at`, and behind it as far as
// the secret goes.
[[nodiscard]] Secret secret_at(std::string_view text, std::size_t at,
                               SecretKinds kinds, Doubt doubt) noexcept;

// `text` with fixed words in place of its e-mail addresses, card numbers, JSON
// Web Tokens and ids of access keys, as it is: nothing is decoded.
[[nodiscard]] Text without_secrets(std::string_view text);

}  // namespace sluice
