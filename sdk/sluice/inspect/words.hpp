#pragma once

#include <initializer_list>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

// Words for people, and for the names that policies use.
namespace sluice::inspect {

// Calls `visit` with a value that is a text, or with each element of an array.
template <class Visit>
void each_one(json::Value one_or_more, Visit visit) {
  if (one_or_more.is(json::Kind::Text)) return visit(one_or_more);
  for (auto one = one_or_more.first(); one.exists(); one = one.next()) {
    visit(one);
  }
}

// `"text"`, with the escapes of JSON.
[[nodiscard]] Text quoted(std::string_view text);

// A value as JSON, on one line and not longer than kMaxNameBytes.
[[nodiscard]] Text shown(json::Value value);

// `, did you mean "NAME"?` for the nearest of `names` at most two letters or a
// third of its letters away; empty if there is none.
[[nodiscard]] Text did_you_mean(std::string_view typed,
                                const std::vector<std::string_view>& names);

// The names of an object's members.
[[nodiscard]] std::vector<std::string_view> member_names(json::Value object);

// "a", "a or b", "a, b or c".
[[nodiscard]] Text list_of(const std::vector<Text>& words,
                           std::string_view last = " or ",
                           std::string_view others = ", ");

// One name or an array of them: "analytics, ads".
[[nodiscard]] Text names_of(json::Value one_or_more);

// What an action of a field rule does: "sent", "withheld", "query cut to
// utm_*".
[[nodiscard]] Text action_words(json::Value action);

// The number in decimal.
[[nodiscard]] Text count_text(std::size_t count);

}  // namespace sluice::inspect
