#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

inline constexpr std::string_view kDestination = "destination";
inline constexpr std::string_view kDestinationConfig = "destinationConfig";
inline constexpr std::string_view kDestinations = "destinations";

// How a site wants its collectors spoken to, each as JSON or empty.
struct DestinationOptions {
  Text description;  // an object, or the name of one (no JSON)
  Text config;       // what that description asks for
  Text by_name;      // {NAME: {"endpoint", "gzip", "description", "config"}} by
                     // the policy's names
};

// Reads the option of one of those names: an object, or a text.
void read_destination_option(std::string_view name, json::Value value,
                             DestinationOptions& options);

}  // namespace sluice
