#pragma once

#include <cstdint>
#include <optional>

#include "sluice/attribution/model.hpp"
#include "sluice/base/text.hpp"
#include "sluice/campaign/arrival.hpp"
#include "sluice/capture/settings.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/conversion/goals.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/actions.hpp"
#include "sluice/tracker/destination_options.hpp"

namespace sluice {

// What a site sets up, by option or data-* attribute.
struct Config : CaptureSettings, OwnAddresses {
  Text endpoint;  // for the policy's destinations without a url of their own
  Text region;    // "FR", "US-CA"; empty: not known
  bool is_child = false;  // the site is directed at children
  bool page_views = true;
  bool clicks = true;
  bool outbound = true;
  bool downloads = true;
  std::uint8_t routes = 0;  // a Routes
  std::uint8_t bots = 0;    // 1: drop what they do
  bool new_session_on_campaign = false;
  bool debug = false;  // report every drop
  bool rate_limit = true;
  bool gzip = false;           // the collector takes it
  double sampling = 100;       // percent of visitors, or of what is chosen
  std::uint8_t sample_by = 0;  // 0 visitor, 1 session, 2 page
  Attribution attribution;
  DestinationOptions destinations;
};

// Reads the fact `start`: its `config`, an object or the JSON text of one, and
// over it its `attributes`. Unknown and ill-typed options are reported and left
// at their defaults: a typing error must not stop a site's measurement. None,
// with an error reported, where nothing sensible can be done: broken JSON, an
// audience or a policy that is unknown or whose option's name is misspelt, or a
// broken policy; addresses are looked at when routes are opened. The policy is
// read into `policy`, and of the goals those that are sound into `goals`.
[[nodiscard]] std::optional<Config> read_config(json::Value start,
                                                Policy& policy, Goals& goals,
                                                Actions& actions);

// Reports what is wrong with the address of a destination, if anything; then
// false.
[[nodiscard]] bool check_endpoint(std::string_view endpoint,
                                  std::string_view page_url, Actions& actions);

}  // namespace sluice
