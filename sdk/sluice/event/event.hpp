#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// How often a conversion to one goal counts.
enum class Once : std::uint8_t { Event, Page, Session, Visitor, Order };

// One event between capture and gate. Its fields of one group ("page") stand
// one after the other: that is how they are written.
struct Event {
  Text name;
  double time_ms = 0;       // when it happened, by the visitor's clock
  bool conversion = false;  // leaves at once and before others
  Fields fields;
  Once once = Once::Event;
  std::uint32_t page_view = 0;  // on which of this load it happened
  // This very policy let it out once: fields that it still allows are as it
  // made them.
  bool by_same_policy = false;
  double clock_ms = 0;  // as of the Moment that it was captured

  [[nodiscard]] std::size_t bytes() const noexcept {
    return sizeof(Event) + name.size() + fields.bytes();
  }
};

}  // namespace sluice
