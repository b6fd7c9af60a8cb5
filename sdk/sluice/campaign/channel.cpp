#include "sluice/campaign/channel.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/campaign/parameters.hpp"

namespace sluice {
namespace {

bool contains(std::string_view text, std::string_view part) noexcept {
  return text.find(part) != std::string_view::npos;
}

bool is_direct(std::string_view source, std::string_view medium) noexcept {
  return source == "(direct)" && (medium == "(none)" || medium == "(not set)");
}

// ^(.*cp.*|ppc|retargeting|paid.*)$
bool is_paid(std::string_view medium) noexcept {
  return contains(medium, "cp") || medium == "ppc" || medium == "retargeting" ||
         medium.starts_with("paid");
}

// ^(.*(([^a-df-z]|^)shop|shopping).*)$: "eshop" and "2shop", but no "bishop".
bool names_shop(std::string_view campaign) noexcept {
  if (contains(campaign, "shopping")) return true;
  for (std::size_t at = campaign.find("shop"); at != std::string_view::npos;
       at = campaign.find("shop", at + 1)) {
    const char before = at == 0 ? ' ' : campaign[at - 1];
    if (before < 'a' || before > 'z' || before == 'e') return true;
  }
  return false;
}

bool is_display(std::string_view medium) noexcept {
  return has_word("display banner expandable interstitial cpm", medium);
}

bool is_email(std::string_view text) noexcept {
  return has_word("email e-mail e_mail", text) || text == "e mail";
}

bool is_social_medium(std::string_view medium) noexcept {
  return has_word("social social-network social-media sm", medium) ||
         medium == "social network" || medium == "social media";
}

// Those of paid media; empty: another rule has to fit.
std::string_view paid_channel(ReferrerClass kind, bool is_shop) noexcept {
  if (is_shop) return "Paid Shopping";
  if (kind == ReferrerClass::Search) return "Paid Search";
  if (kind == ReferrerClass::Social) return "Paid Social";
  return kind == ReferrerClass::Video ? "Paid Video" : "";
}

std::string_view organic_channel(ReferrerClass kind, bool is_shop,
                                 std::string_view medium) noexcept {
  if (is_shop) return "Organic Shopping";
  if (kind == ReferrerClass::Social || is_social_medium(medium)) {
    return "Organic Social";
  }
  if (kind == ReferrerClass::Video || contains(medium, "video")) {
    return "Organic Video";
  }
  if (kind == ReferrerClass::Search || medium == "organic") {
    return "Organic Search";
  }
  const bool is_ai = kind == ReferrerClass::Ai || medium == "ai-assistant";
  return is_ai ? "AI Assistant" : "";
}

std::string_view other_channel(ReferrerClass kind, std::string_view source,
                               std::string_view medium) noexcept {
  if (has_word("referral app link", medium)) return "Referral";
  if (kind == ReferrerClass::Email || is_email(source) || is_email(medium)) {
    return "Email";
  }
  if (medium == "affiliate") return "Affiliates";
  if (medium == "audio") return "Audio";
  if (source == "sms" || medium == "sms") return "SMS";
  const bool is_push = medium.ends_with("push") || contains(medium, "mobile") ||
                       contains(medium, "notification") || source == "firebase";
  return is_push ? "Mobile Push Notifications" : "Unassigned";
}

std::string_view medium_of(ReferrerClass kind) noexcept {
  if (kind == ReferrerClass::Search) return "organic";
  if (kind == ReferrerClass::Ai) return "ai-assistant";
  return kind == ReferrerClass::Email ? "email" : "referral";
}

// The network of the first click id of `ids` that the campaign has.
std::string_view network_of(std::string_view ids,
                            const Fields& campaign) noexcept {
  Parameter one;
  while (next_parameter(ids, one)) {
    if (!campaign.text(one.key).empty()) return one.value;
  }
  return {};
}

}  // namespace

Traffic traffic_of(const Fields& campaign, const Referrer& referrer) {
  Traffic traffic{campaign.text("utm.source"), campaign.text("utm.medium"),
                  campaign.text("utm.campaign")};
  auto& [source, medium, name, kind] = traffic;
  const bool is_whole = !source.empty() && !medium.empty();
  const auto ad = is_whole ? "" : network_of(kAdClickIds, campaign);
  if (source.empty()) {
    source = ad.empty() && !medium.empty() ? network_of(kLinkClickIds, campaign)
                                           : ad;
  }
  kind = classify_source(source);
  if (!ad.empty()) {
    if (kind == ReferrerClass::Referral) kind = classify_source(ad);
    const auto grouped = campaign.text("campaign.medium");
    const bool is_ad = is_paid(grouped) || is_display(grouped);
    if (!is_ad) medium = ad == "dfa" ? "cpm" : "cpc";
  } else if (source.empty() && medium.empty()) {
    const bool is_external = referrer.is_external();
    source = is_external ? std::string_view(referrer.host) : "(direct)";
    medium = is_external ? medium_of(referrer.kind) : "(none)";
    kind = referrer.kind;
  }
  return traffic;
}

std::string_view classify_channel(const Traffic& traffic) {
  const Text source = normalise_campaign_value(traffic.source);
  const Text medium = normalise_campaign_value(traffic.medium);
  const Text campaign = normalise_campaign_value(traffic.campaign);
  if (is_direct(source, medium)) return "Direct";
  if (contains(campaign, "cross-network")) return "Cross-network";
  const auto kind = traffic.kind;
  const bool is_shop = kind == ReferrerClass::Shopping || names_shop(campaign);
  std::string_view channel;
  if (is_paid(medium)) channel = paid_channel(kind, is_shop);
  if (!channel.empty()) return channel;
  if (is_display(medium)) return "Display";
  if (is_paid(medium)) return "Paid Other";
  channel = organic_channel(kind, is_shop, medium);
  return channel.empty() ? other_channel(kind, source, medium) : channel;
}

}  // namespace sluice
