#pragma once

#include <cstddef>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

// Casts of objects: what they do to the members. Each appends JSON, or returns
// false where nothing is left.
namespace sluice {

// The first `count` members.
[[nodiscard]] bool take_members(json::Value object, std::size_t count,
                                Text& out);

// Members that are no objects or arrays, as text.
[[nodiscard]] bool text_members(json::Value object, Text& out);

// Members of members beside the others, as "outer_inner"; arrays as JSON text.
[[nodiscard]] bool flatten(json::Value object, Text& out);

// The members as OpenTelemetry's list of KeyValue.
// https://github.com/open-telemetry/opentelemetry-proto/blob/main/opentelemetry/proto/common/v1/common.proto
[[nodiscard]] bool write_key_values(json::Value object, Text& out);

}  // namespace sluice
