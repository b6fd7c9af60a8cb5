#pragma once

#include <list>
#include <optional>
#include <string_view>

#include "sluice/conversion/condition.hpp"
#include "sluice/conversion/mistake.hpp"
#include "sluice/conversion/money.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What a site wants its visitors to do, as goals.schema.json describes it. The
// JSON itself is asked, so that goals are at work exactly as they were written,
// and tools can name the rule behind every answer.
class Goals {
 public:
  // Reads a list of goals, an object with such a list in "goals", or the text
  // of either. It replaces the goals before. A goal with a mistake is listed in
  // `mistakes` and left out; the others work. Returns an error if the text is
  // not JSON.
  [[nodiscard]] std::optional<json::ReadError> read(json::Value goals,
                                                    Mistakes& mistakes);

  // What was read, sound or not.
  [[nodiscard]] json::Value root() const noexcept { return document_.root(); }
  // The sound ones in their order, and the one of that id.
  [[nodiscard]] const std::list<json::Value>& all() const noexcept {
    return sound_;
  }
  [[nodiscard]] json::Value find(std::string_view id) const noexcept;

 private:
  json::Document document_;
  std::list<json::Value> sound_;
};

// What an event means for a goal.
enum class Reach : std::uint8_t {
  Reached,
  NotMeant,  // no condition of "on" fits
  Excepted,  // one of "except" does
};

[[nodiscard]] Reach reach(json::Value goal, const Fields& fields,
                          Witness* witness = nullptr);

// How often a goal counts: as it says, or once per order where the event has
// one, otherwise once per page.
[[nodiscard]] Once once_of(json::Value goal, const Fields& fields) noexcept;

// "micro" or, without "kind", "macro".
[[nodiscard]] std::string_view kind_of(json::Value goal) noexcept;

// Adds "goal.value" and "goal.currency" of a goal or of a mark in HTML: fixed
// ones, or values of the event's `fields`. `mistakes` gets values that are not
// an amount or not a currency of ISO 4217.
void add_value(Fields& out, json::Value goal, const Fields& fields,
               Mistakes& mistakes);

}  // namespace sluice
