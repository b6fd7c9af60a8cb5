#pragma once

#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/conversion/mistake.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What a shop tells by track(): GA4's names of events and parameters.
// https://developers.google.com/analytics/devguides/collection/ga4/reference/events
struct Order {
  Fields fields;  // "order.*"; what is wrong is left out
  Mistakes mistakes;
  std::uint32_t cuts = 0;  // texts that were shortened, items left out
};

// Whether the properties of an event of that name are an order's.
[[nodiscard]] bool is_shop_event(std::string_view name) noexcept;

// Whether an event of that name is a conversion by itself: purchase, refund.
[[nodiscard]] bool is_sale(std::string_view name) noexcept;

// Whether read_order() takes a property of that name.
[[nodiscard]] bool is_order_property(std::string_view name) noexcept;

// Reads the properties of a shop's event of that name. Amounts become decimal
// text, rounded to the currency's minor unit; items have names without "item_",
// prices of up to six decimals, and all room that kMaxItemsBytes leaves.
// Without a value, or with null, which is JSON's NaN, it is the sum of price
// times quantity, where every item has a price.
//
// A refund's amounts and quantities are what the shop gives back, and never
// negative: a minus there is dropped. A purchase has no negative amounts but
// prices: others are refused.
[[nodiscard]] Order read_order(std::string_view event, json::Value properties);

// What tells a conversion to the goal `goal` with these fields from every other
// one of an order: the goal and the order's id, and of a refund, of which an
// order may have several, its value and items. Empty without "order.id".
[[nodiscard]] Text order_key(std::string_view goal, const Fields& fields);

}  // namespace sluice
