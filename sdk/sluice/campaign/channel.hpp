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
  ReferrerClass kind = ReferrerClass::None;  // of the source
};

// By the fields "utm.*". If the source or the medium is missing, the click id
// gives it:
//
//   Google Ads'          google / cpc, as Google Analytics has it
//   dclid                dfa / cpm, the same
//   of another ad        its network / cpc: bing, tiktok, x, linkedin, ...
//   of any link there    its network as the source of a medium: links in posts
//                        have fbclid, igshid and epik, too
//
// An ad's click was paid for: a medium beside its id that says nothing of that
// ("email") gives way. Without campaign and ad it is the referrer: a search
// engine's medium is "organic", an AI assistant's "ai-assistant", webmail's
// "email", any other's "referral"; none, and the site's own, is "(direct)" and
// "(none)".
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
// without utm_medium. Email takes the source of a mail service.
[[nodiscard]] std::string_view classify_channel(const Traffic& traffic);

}  // namespace sluice
