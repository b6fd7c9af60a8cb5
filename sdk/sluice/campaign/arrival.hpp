#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// What a site says of its own addresses, by option.
struct OwnAddresses {
  // Campaign parameters of its own and the fields that they become, written as
  // parameters.hpp has them: "ref=utm.source&partner_id=utm.partner".
  Text campaign_parameters;
  // Its hosts besides the page's own, and those that visitors leave it for and
  // come back from; words, as has_word() has them.
  Text internal_hosts;
};

// How a visitor came to the page at `url`, as fields: those of the campaign
// (campaign.hpp), "campaign.channel", and "referrer.*" of `referrer`. Empty
// where another page of the site leads here: that says nothing of the visit.
// E-mail addresses and the like are cut out of the values of a campaign.
// `unusual`: as parse_campaign() has it.
[[nodiscard]] Fields describe_arrival(std::string_view url,
                                      std::string_view referrer,
                                      const OwnAddresses& own, Text& unusual);

// One without campaign or referrer: an address typed in, a bookmark.
[[nodiscard]] Fields direct_arrival();

// Whether a campaign's parameters were in the address; else it's the referrer
// that tells.
[[nodiscard]] bool is_campaign(const Fields& arrival) noexcept;

// Whether two arrivals are by the same campaign's parameters.
[[nodiscard]] bool is_same_campaign(const Fields& a, const Fields& b) noexcept;

// Takes the fields of an arrival out of an event's, and returns them.
[[nodiscard]] Fields take_arrival(Fields& fields);

}  // namespace sluice
