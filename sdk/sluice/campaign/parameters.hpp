#pragma once

#include <string_view>

namespace sluice {

// The parameters of an address, as they stand there (case-sensitive), and the
// path of the field that each becomes. Where several become one field, the
// first found in this order wins. Written as a query, so that one function
// reads these and those they are compared with (next_parameter).

// Google Analytics 4's nine, and what some ad templates write for utm_id.
// https://support.google.com/analytics/answer/10917952
inline constexpr std::string_view kUtmParameters =
    "utm_source=utm.source"
    "&utm_medium=utm.medium"
    "&utm_campaign=utm.campaign"
    "&utm_term=utm.term"
    "&utm_content=utm.content"
    "&utm_id=utm.id"
    "&utm_campaign_id=utm.id"
    "&utm_source_platform=utm.source_platform"
    "&utm_creative_format=utm.creative_format"
    "&utm_marketing_tactic=utm.marketing_tactic";

// By these an advertiser recognises a click: the union of what PostHog,
// Amplitude, Mixpanel and Umami keep, November 2026. All but gad_source and
// mc_cid single out a person.
inline constexpr std::string_view kClickIdParameters =
    "gclid=click_id.gclid"               // Google Ads
    "&gclsrc=click_id.gclsrc"            //
    "&dclid=click_id.dclid"              // Google Display
    "&gbraid=click_id.gbraid"            // Google Ads, iOS
    "&wbraid=click_id.wbraid"            //
    "&gad_source=click_id.gad_source"    // Google Ads
    "&fbclid=click_id.fbclid"            // Meta
    "&msclkid=click_id.msclkid"          // Microsoft
    "&ttclid=click_id.ttclid"            // TikTok
    "&twclid=click_id.twclid"            // X
    "&li_fat_id=click_id.li_fat_id"      // LinkedIn
    "&rdt_cid=click_id.rdt_cid"          // Reddit
    "&epik=click_id.epik"                // Pinterest
    "&sccid=click_id.sccid"              // Snapchat, and
    "&ScCid=click_id.sccid"              // its other two
    "&scid=click_id.sccid"               // spellings
    "&igshid=click_id.igshid"            // Instagram
    "&irclid=click_id.irclid"            // Impact
    "&qclid=click_id.qclid"              // Quora
    "&_kx=click_id._kx"                  // Klaviyo
    "&ko_click_id=click_id.ko_click_id"  // Kochava
    "&mc_cid=click_id.mc_cid"            // Mailchimp
    "&ob_click_id=click_id.ob_click_id"  // Outbrain
    "&mtm_clid=click_id.mtm_clid";       // Matomo

// The click ids that only ads have, and their networks, first Google's as
// Google Analytics prefers them (gclid, then dclid).
// https://support.google.com/analytics/answer/11242870
inline constexpr std::string_view kAdClickIds =
    "click_id.gclid=google"
    "&click_id.gbraid=google"
    "&click_id.wbraid=google"
    "&click_id.gad_source=google"
    "&click_id.dclid=dfa"
    "&click_id.msclkid=bing"
    "&click_id.ttclid=tiktok"
    "&click_id.twclid=x"
    "&click_id.li_fat_id=linkedin"
    "&click_id.rdt_cid=reddit"
    "&click_id.sccid=snapchat"
    "&click_id.qclid=quora"
    "&click_id.ob_click_id=outbrain";

// Those that other links of a network have, too.
inline constexpr std::string_view kLinkClickIds =
    "click_id.fbclid=facebook"
    "&click_id.igshid=instagram"
    "&click_id.epik=pinterest";

}  // namespace sluice
