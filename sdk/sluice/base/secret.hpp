#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// How random a word must look to be taken for a key that somebody was given.
enum class Doubt : std::uint8_t {
  None,   // no word is: its name says what it is
  Usual,  // long, letters and digits in no order
  High,   // its name says that it is one: from 8 characters, digits and letters
};

// A secret in a text; `size` 0: there is none.
struct Secret {
  std::size_t size = 0;
  std::string_view word;  // what may stand in its place: "[email]"
};

// The secret that begins at `at` of `text`, whose escapes are decoded:
//
//   [email]  an e-mail address; not logo@2x.png, nor a user's "/@name"
//   [jwt]    a JSON Web Token, signed or encrypted (RFC 7519: "eyJ...." )
//   [card]   the number of a payment card: its issuer's first digits and
//            length, Luhn's check digit, digits in one or in groups of four
//   [token]  a word of letters and digits at random, by `doubt`. Usual: from 20
//            characters in both cases, from 32 in one, unless it names a file;
//            a UUID, a slug, a date or a number is none
//
[[nodiscard]] Secret secret_at(std::string_view text, std::size_t at,
                               Doubt doubt) noexcept;

// `text` with fixed words in place of its e-mail addresses, tokens in JSON Web
// Token's form and card numbers, as it is: nothing is decoded.
[[nodiscard]] Text without_secrets(std::string_view text);

}  // namespace sluice
