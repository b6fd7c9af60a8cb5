#pragma once

#include <optional>
#include <string_view>

namespace sluice::inspect {

// Milliseconds since 1970 of a time as RFC 3339 and ISO 8601 write it in full:
// "2026-11-22", "2026-11-22T10:00", "2026-11-22T10:00:30.25+01:00". UTC where
// it names no zone; below milliseconds it is cut. None if it is no such time.
[[nodiscard]] std::optional<double> read_iso_time(
    std::string_view text) noexcept;

}  // namespace sluice::inspect
