#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/actions.hpp"

namespace sluice {

// Reads the option `campaignParameters`, an object or the JSON text of one:
// {"utm_source": ["ref", "source"], "partner": "partner_id"}. A name is one of
// the usual parameters, for which others may stand in, or of a field of the
// site's own: "partner" becomes utm.partner. At most kMaxOwnParameters
// parameters. `parameters` is written as OwnAddresses has them; what is wrong
// is reported at its JSON pointer and left out.
void read_campaign_parameters(json::Value option, Text& parameters,
                              Actions& actions);

}  // namespace sluice
