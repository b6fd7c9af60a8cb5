#pragma once

#include <string_view>

#include "sluice/base/text.hpp"

// What events and fields are, in words for people who read no schema.
namespace sluice::inspect {

// Of an event name or glob of a policy: "a page is viewed"; empty for a name
// that is the site's own.
[[nodiscard]] std::string_view event_words(std::string_view name) noexcept;

// Of a field of event.schema.json: "the page's address"; empty for another.
[[nodiscard]] std::string_view field_words(std::string_view path) noexcept;

// Of a group of fields: "The page"; empty for another.
[[nodiscard]] std::string_view group_words(std::string_view group) noexcept;

}  // namespace sluice::inspect
