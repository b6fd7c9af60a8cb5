#pragma once

#include <cstddef>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// One event between capture and gate. Its fields of one group ("page") stand
// one after the other: that is how they are written.
struct Event {
  Text name;
  double time_ms = 0;       // when it happened, by the visitor's clock
  bool conversion = false;  // leaves at once and before others
  Fields fields;

  [[nodiscard]] std::size_t bytes() const noexcept {
    return sizeof(Event) + name.size() + fields.bytes();
  }
};

}  // namespace sluice
