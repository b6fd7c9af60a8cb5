#include "sluice/campaign/arrival.hpp"

#include <utility>

#include "sluice/base/secret.hpp"
#include "sluice/base/url.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/campaign/channel.hpp"
#include "sluice/campaign/referrer.hpp"

namespace sluice {
namespace {

std::string_view group_of(std::string_view path) noexcept {
  return path.substr(0, path.find('.'));
}

bool is_of_campaign(std::string_view group) noexcept {
  return group == "utm" || group == "click_id";
}

// Whether `a` has no campaign parameter that `b` has not, with that value.
bool lies_within(const Fields& a, const Fields& b) noexcept {
  Fields::Field field;
  for (std::size_t cursor = 0; a.read(cursor, field);) {
    if (is_of_campaign(group_of(field.path)) &&
        b.text(field.path) != field.value) {
      return false;
    }
  }
  return true;
}

Fields clean(const Fields& campaign) {
  Fields result;
  Fields::Field field;
  for (std::size_t cursor = 0; campaign.read(cursor, field);) {
    result.add_text(field.path, without_secrets(field.value));
  }
  return result;
}

}  // namespace

Fields describe_arrival(std::string_view url, std::string_view referrer,
                        const OwnAddresses& own, Text& unusual) {
  Fields arrival =
      clean(parse_campaign(split_url(url), own.campaign_parameters, unusual));
  const auto from = classify_referrer(referrer, url, own.internal_hosts);
  if (arrival.empty() && from.kind == ReferrerClass::Internal) return {};
  arrival.add_text(kChannelField, classify_channel(traffic_of(arrival, from)));
  arrival.add_present("referrer.class", referrer_class_name(from.kind));
  arrival.add_present("referrer.name", from.name);
  arrival.add_present("referrer.host", from.host);
  return arrival;
}

Fields direct_arrival() {
  Text unusual;
  return describe_arrival({}, {}, {}, unusual);
}

bool is_campaign(const Fields& arrival) noexcept {
  return arrival.has_group("utm") || arrival.has_group("click_id");
}

bool is_same_campaign(const Fields& a, const Fields& b) noexcept {
  return lies_within(a, b) && lies_within(b, a);
}

Fields take_arrival(Fields& fields) {
  Fields arrival;
  Fields rest;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    const auto group = group_of(field.path);
    const bool is_taken =
        is_of_campaign(group) || group == "campaign" || group == "referrer";
    (is_taken ? arrival : rest).add(field);
  }
  fields = std::move(rest);
  return arrival;
}

}  // namespace sluice
