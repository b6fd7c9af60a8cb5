#pragma once

#include <string_view>

#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Is told of each test that a condition makes; how tools learn why.
class Witness {
 public:
  // `rule` is the test as it is written, `found` empty where the event has no
  // such field.
  virtual void see(json::Value rule, std::string_view path,
                   std::string_view found, bool holds) = 0;

 protected:
  ~Witness() = default;
};

// What a condition is for.
enum class ConditionUse : std::uint8_t {
  Rule,       // "on": that it speaks of an address means a view of that page
  Exception,  // "except": any event there
};

// Whether an event with these fields fits one of the conditions: a text (the
// event's name), an object of goals.schema.json, or a list of them. All that an
// object says has to hold.
[[nodiscard]] bool fits_any(json::Value conditions, const Fields& fields,
                            ConditionUse use, Witness* witness = nullptr);

// The shorthands of conditions, as words, and those of them that name an event.
inline constexpr std::string_view kConditionMembers =
    "event click form url scroll engaged video where";

// A glob, in which each '*' stands for any text, none too.
[[nodiscard]] bool matches_wildcards(std::string_view text,
                                     std::string_view glob) noexcept;

}  // namespace sluice
