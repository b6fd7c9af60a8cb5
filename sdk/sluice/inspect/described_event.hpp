#pragma once

#include <optional>

#include "sluice/base/text.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// Reads an event as event.schema.json has it, {"event": {"name": ...}, "page":
// ...}. Returns what can't be understood.
[[nodiscard]] std::optional<Text> read_event(json::Value described,
                                             Event& event);

}  // namespace sluice::inspect
