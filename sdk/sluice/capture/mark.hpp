#pragma once

#include <string_view>

#include "sluice/json/document.hpp"

namespace sluice {

// What a site marked an element with in its HTML: `data-sluice-event`,
// `-goal`, `-value`, `-currency`, `-prop-*`, as texts, as they were written.
struct Mark {
  json::Value written;  // the member "mark" of an element; may be absent

  [[nodiscard]] bool exists() const noexcept { return written.exists(); }
  // The name that the event is to have; empty where it is none that fits.
  [[nodiscard]] std::string_view event() const noexcept;
  [[nodiscard]] std::string_view goal() const noexcept {
    return written.member("goal").text();
  }
  // A decimal text.
  [[nodiscard]] json::Value value() const noexcept {
    return written.member("value");
  }
  // ISO 4217, not checked.
  [[nodiscard]] json::Value currency() const noexcept {
    return written.member("currency");
  }
  [[nodiscard]] json::Value properties() const noexcept {
    return written.member("properties");
  }
};

// The mark of the nearest of these elements, innermost first, that is marked
// with an event or a goal, forms left out; absent if there is none.
[[nodiscard]] Mark find_mark(json::Value path) noexcept;

}  // namespace sluice
