#pragma once

#include <string_view>

#include "sluice/campaign/referrer.hpp"
#include "sluice/event/fields.hpp"

namespace sluice {

// Where a visit comes from, in the terms of Google Analytics. Views into what
// it was made of.
struct Traffic {
  std::string_view source;
  std::string_view medium;
  std::string_view campaign;
};

// By the fields "utm.*" and "click_id.*", or where they say neither source nor
// medium, by the referrer: a search engine's is "organic", an AI assistant's
// "ai-assistant", webmail "email", any other "referral"; none, and the site's
// own, is "(direct)" and "(none)". Google Ads' click ids alone are "google" and
// "cpc", dclid is "dfa" and "cpm", as Google Analytics has them, and msclkid is
// "bing" and "cpc".
[[nodiscard]] Traffic traffic_of(const Fields& campaign,
                                 const Referrer& referrer);

// The channel by the rules of GA4's default channel group for manual traffic,
// in their order, the first that fits: "Direct", "Paid Search", ...;
// "Unassigned" if none does. Letters in any case, as GA4 has it.
// https://support.google.com/analytics/answer/9756891
//
// Ours are two: "AI Assistant", which Google documents by its medium
// "ai-assistant" (13 May 2026) and not by its place, stands before Referral,
// and takes the source of an assistant too, since ChatGPT sends utm_source
// without utm_medium.
[[nodiscard]] std::string_view classify_channel(const Traffic& traffic);

}  // namespace sluice
