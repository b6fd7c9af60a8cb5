#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/base/url.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// The field of the channel (channel.hpp), which follows "campaign.*".
inline constexpr std::string_view kChannelField = "campaign.channel";

// What an address says of the campaign that led to it, as fields: "utm.*"
// decoded and otherwise as written, "click_id.*", then "campaign.*", which is
// "utm.*" for grouping. Absent parameters are absent fields. `own`: parameters
// of the site's own (arrival.hpp); the usual ones win.
//
// Reads the query, then the fragment ("#utm_source=x", "#/route?utm_source=x").
// Of equal parameters the first wins, as URLSearchParams.get() has it. Values
// are cut to kMaxCampaignBytes. A value that was never filled in ("{gclid}",
// "null") is none.
//
// Parameters that are only meant to be known fill what is missing then: with
// capitals ("UTM_Source"), behind a second '?', or behind "amp;". Adds to
// `unusual`, each behind a space, what the site's owner may want to mend: such
// parameters, and those that were never filled in, as they are written.
[[nodiscard]] Fields parse_campaign(const Url& url, std::string_view own,
                                    Text& unusual);

// A value for grouping: trimmed, inner white space joined to one space, ASCII
// letters in lower case.
[[nodiscard]] Text normalise_campaign_value(std::string_view value);

// `key` is one that parse_campaign reads: an address that differs only in such
// parameters shows the same page.
[[nodiscard]] bool is_campaign_parameter(std::string_view key,
                                         std::string_view own = {});

// A campaign, and the channel and referrer that belong to it, as members of the
// object that `out` is in, and back. Reading ignores what it does not know.
void write_campaign(json::Writer& out, const Fields& campaign);
[[nodiscard]] Fields read_campaign(json::Value record, std::string_view own);

}  // namespace sluice
