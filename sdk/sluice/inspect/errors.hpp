#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/signals/flaw.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// {"error": message}
void write_error(std::string_view message, json::Writer& out);

// The flaw in words: "core ends too early".
[[nodiscard]] Text flaw_text(const Flaw& flaw);

// {"error": in words, "at": character, "bit"?: bit}
void write_flaw(const Flaw& flaw, json::Writer& out);

}  // namespace sluice::inspect
