#include "sluice/tracker/destination_options.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

void read_destination_option(std::string_view name, json::Value value,
                             DestinationOptions& options) {
  Text& option = name == kDestination         ? options.description
                 : name == kDestinationConfig ? options.config
                                              : options.by_name;
  option = Text(value.text());
  if (option.empty()) (void)json::append_value(option, value, kMaxFactBytes);
}

}  // namespace sluice
