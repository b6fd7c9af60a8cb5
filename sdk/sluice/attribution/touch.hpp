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

// Returns the touch of a visit with this arrival (campaign/arrival.hpp). Its
// source and medium are those that decided its channel.
[[nodiscard]] Touch make_visit(const Fields& arrival, double time_ms);

// Returns the touch of an impression of that name.
[[nodiscard]] Touch make_view(std::string_view name, double time_ms);

// Both cut texts to kMaxTouchTextBytes. A stored value without a kind is read
// as a touch without a way, and left out.
void write_touch(json::Writer& out, const Touch& touch);
[[nodiscard]] Touch read_touch(json::Value value);

}  // namespace sluice
