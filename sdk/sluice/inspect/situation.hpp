#pragma once

#include <optional>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// A visitor and an event, as tools describe them:
//
//   "region"    "FR", "US-CA"; not known without it
//   "audience"  "child"
//   "signals"   what was heard: an array of facts `signal` in order, or
//               {SIGNAL: members}, where {"gpc": true} stands for its "value"
//               and {"usp": "1YNN"} for its "string"
//   "event"     of event.schema.json: {"event": {"name": ...}, "page": ...}
//
// "signals" and "event" may be texts of JSON, too.
struct Situation {
  explicit Situation(const Policy& policy) : consent(policy) {}

  // Returns what can't be understood.
  [[nodiscard]] std::optional<Text> read(json::Value from);

  Consent consent;
  Event event;
  std::vector<Text> unheard;  // signals that the policy does not read

 private:
  [[nodiscard]] std::optional<Text> read_signals(json::Value signals);
  [[nodiscard]] std::optional<Text> take(json::Value fact, double time_ms);
};

}  // namespace sluice::inspect
