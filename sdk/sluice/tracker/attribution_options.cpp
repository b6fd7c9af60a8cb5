#include "sluice/tracker/attribution_options.hpp"

#include "sluice/consent/policy.hpp"

namespace sluice {

const char* read_attribution_option(std::string_view name, json::Value value,
                                    Attribution& attribution) {
  if (name.ends_with("Model")) {
    const auto model = find_model(value.text());
    if (model) attribution.model = *model;
    return model ? nullptr
                 : "expected first, last, last_non_direct, linear, "
                   "position_based or time_decay";
  }
  double& ms = name.ends_with("Life")     ? attribution.half_life_ms
               : name.ends_with("Window") ? attribution.view_window_ms
                                          : attribution.lookback_ms;
  const double given_ms = duration_ms(value, 0);
  if (given_ms < 1) return "expected a duration such as \"7d\" or \"12h\"";
  ms = given_ms;
  return nullptr;
}

}  // namespace sluice
