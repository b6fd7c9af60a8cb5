#pragma once

#include <cstddef>
#include <string_view>

#include "sluice/base/random.hpp"
#include "sluice/base/text.hpp"

namespace sluice {

// A UUIDv7: 48 bits of `wall_ms`, 74 of `random`, in lower case with hyphens.
// Times before 1970 count as 1970.
// https://www.rfc-editor.org/rfc/rfc9562#section-5.7
[[nodiscard]] Text make_uuid(double wall_ms, Random& random);

// A UUIDv8 of the SHA-256 of `name`: the same on every device and server.
// https://www.rfc-editor.org/rfc/rfc9562#section-5.8
[[nodiscard]] Text make_name_uuid(std::string_view name);

// What a UUIDv7 says beside its time and version: the hex digit that begins
// its fourth group, and the other 18 in base64 (RFC 4648 section 5). Empty for
// other texts, and for one of another time.
inline constexpr std::size_t kShortUuidSize = 13;
[[nodiscard]] Text shorten_uuid(std::string_view uuid, double wall_ms);

// Has the shape of what make_uuid returns: what storage held may be anything.
[[nodiscard]] bool is_uuid(std::string_view text) noexcept;

}  // namespace sluice
