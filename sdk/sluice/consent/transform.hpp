#pragma once

#include <optional>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// A field's value as a policy's action lets it out.
struct Transformed {
  Text value;
  Fields::Kind kind = Fields::Kind::Text;
};

// What `action` (of "do" or "else") makes of a field of an event that happened
// at `time_ms`; none: it stays in. An action that does not fit the value, or
// that is not known, keeps it in.
//
//   "allow"                      as it is
//   {"hash": {key, rotate?}}     "h:" and 32 hex digits of HMAC-SHA-256 over
//                                the text, with the key, or with "key:n" in
//                                the nth period of `rotate` since 1970
//   {"truncate": n}              its first n bytes, whole characters
//   {"redact": "email"}          addresses in it become "[email]"
//   {"redact": "digits"}         each digit becomes "#"
//   {"round": n}                 a number, to the nearest multiple of n
//   {"url": {keepQuery?, pathDepth?}}  an address without fragment and with
//                                those parameters and path segments only
[[nodiscard]] std::optional<Transformed> transform(const Fields::Field& field,
                                                   json::Value action,
                                                   double time_ms);

}  // namespace sluice
