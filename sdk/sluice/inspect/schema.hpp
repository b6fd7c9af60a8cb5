#pragma once

#include <string_view>

#include "sluice/inspect/remarks.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// The texts of consent/policy.schema.json, conversion/goals.schema.json,
// destination/destination.schema.json and event/event.schema.json.
[[nodiscard]] std::string_view policy_schema() noexcept;
[[nodiscard]] std::string_view goals_schema() noexcept;
[[nodiscard]] std::string_view destination_schema() noexcept;
[[nodiscard]] std::string_view event_schema() noexcept;

// Holds `value` against a JSON Schema (2020-12) and remarks what does not fit,
// under `code`. Knows the keywords that our schemas use. Of "oneOf" the
// form that was probably meant is held against the value: the one of its kind
// whose "read" allows the value's.
// https://json-schema.org/draft/2020-12/json-schema-validation
void check_schema(json::Value value, json::Value schema, const char* code,
                  Remarks& remarks);

}  // namespace sluice::inspect
