#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sluice/attribution/model.hpp"
#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// The touches of one visitor, in the order in which a tool is given them.
struct Path {
  std::vector<TouchWeight> touches;
  std::vector<Text> channels;  // of each
  double converted_ms = 0;     // the last touch's time where none is given
  std::optional<bool> converted;

  // Reads {"touches": [{"time", "channel", ...}], "converted_at"?,
  // "converted"?}; times are milliseconds since 1970 or ISO 8601. Returns what
  // is wrong with it, with a JSON pointer. A touch that has no time came when
  // the one before it did.
  [[nodiscard]] std::optional<Text> read(json::Value value);

 private:
  [[nodiscard]] std::optional<Text> read_touches(json::Value list);
};

// A line of text as JSON, or why it is none: "column 7: ...".
[[nodiscard]] std::optional<Text> read_line(json::Document& document,
                                            std::string_view line);

// Reads "model", "half_life", "lookback" and "view_window" of a request, the
// last three durations as policies have them ("7d"), or for the last two
// "none": any age counts. Returns what is wrong.
[[nodiscard]] std::optional<Text> read_attribution(json::Value request,
                                                   Attribution& attribution);

}  // namespace sluice::inspect
