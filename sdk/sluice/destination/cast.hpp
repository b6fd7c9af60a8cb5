#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The casts of destination.schema.json, in the order of enum Cast in cast.cpp.
inline constexpr std::string_view kCastNames =
    "str num int s us ns iso age json b64 b64url hex lower snake max sha256 "
    "host origin search take texts flat otel sum";

// Whether that cast takes a number: "max:100".
[[nodiscard]] bool takes_number(std::string_view cast) noexcept;

// Applies `cast`, e.g. "iso" or "max:100", to `value` and appends the result to
// `out` as JSON. Appends nothing and returns false if there is no result: for
// "num" a text that is not a number, or an unknown cast.
[[nodiscard]] bool apply_cast(std::string_view cast, json::Value value,
                              double now_ms, Text& out);

// A value as plain text: texts without quotes, others as JSON.
[[nodiscard]] Text plain_text(json::Value value);

}  // namespace sluice
