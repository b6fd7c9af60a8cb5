#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// One contact that may have led to a conversion: a visit, by whatever brought
// it, or something of the site's own that was seen and not clicked.
struct Touch {
  double time_ms = 0;
  bool is_view = false;
  bool is_direct = false;
  // All but the time, as JSON: {"kind": "click" | "view", "channel", "source",
  // "medium", "campaign", "click_id": true}; what is empty is absent. Touches
  // that came the same way have the same.
  Text way;
};

// Whether nothing is known of what brought a touch.
[[nodiscard]] bool is_direct(std::string_view channel,
                             std::string_view source) noexcept;

// The touch of a visit that arrived so (campaign/arrival.hpp), by the source
// and medium that its channel was told by.
[[nodiscard]] Touch make_visit(const Fields& arrival, double time_ms);

// The touch that something of that name was seen.
[[nodiscard]] Touch make_view(std::string_view name, double time_ms);

// Texts are cut to kMaxTouchTextBytes wherever they come from. What is read
// and has no kind is no touch, and has no way.
void write_touch(json::Writer& out, const Touch& touch);
[[nodiscard]] Touch read_touch(json::Value value);

}  // namespace sluice
