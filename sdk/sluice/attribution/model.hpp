#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "sluice/attribution/touch_weight.hpp"
#include "sluice/base/limits.hpp"

namespace sluice {

// Who gets the credit for a conversion.
enum class Model : std::uint8_t {
  First,          // the first touch
  Last,           // the last one
  LastNonDirect,  // the last one of which is known what brought it
  Linear,         // all the same
  PositionBased,  // first and last 40 % each, those between them the rest
  TimeDecay,      // half as much for each half-life before the last touch
};

inline constexpr std::array<std::string_view, 6> kModelNames = {
    "first",  "last",           "last_non_direct",
    "linear", "position_based", "time_decay"};

[[nodiscard]] std::optional<Model> find_model(std::string_view name) noexcept;

// How touches are weighed. A touch counts at most so long before a conversion.
struct Attribution {
  Model model = Model::LastNonDirect;
  double half_life_ms = kHalfLifeMs;  // at least 1
  double lookback_ms = kLookbackMs;
  double view_window_ms = kViewWindowMs;  // of touches that are views
};

// Sets the weight of each touch in a conversion at `converted_ms`: basis points
// that add up to kWholeWeight, or all 0 where no touch counts. What came after
// the conversion, or too long before it, does not count. Touches may stand in
// any order; of equal times, the one that stands first came first.
//
// A view is not worth a click: a model that gives all to one touch passes over
// views where there is a click, but prefers one to a direct visit if it looks
// past those. Two touches share evenly in the position based model.
void assign_weights(std::span<TouchWeight> touches, double converted_ms,
                    const Attribution& attribution) noexcept;

}  // namespace sluice
