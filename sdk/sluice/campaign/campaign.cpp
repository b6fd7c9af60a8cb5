#include "sluice/campaign/campaign.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/campaign/parameters.hpp"

namespace sluice {
namespace {

constexpr std::string_view kUtmGroup = "utm.";

// What is kept with a campaign, in the form of parameters.hpp: the names do not
// stand in any address.
constexpr std::string_view kReferrerFields =
    "=referrer.class&=referrer.name&=referrer.host";

bool has_name(std::string_view known, std::string_view key) noexcept {
  // What was escaped in an address may be anything.
  if (key.empty() || key.find('=') != std::string_view::npos) return false;
  auto at = known.find(key);
  for (; at != std::string_view::npos; at = known.find(key, at + 1)) {
    const bool begins = at == 0 || known[at - 1] == '&';
    if (begins && known.substr(at + key.size()).starts_with('=')) return true;
  }
  return false;
}

// The parameters of a fragment: behind '?' where a route has its own query.
std::string_view fragment_query(std::string_view fragment) noexcept {
  return fragment.substr(fragment.find('?') + 1);
}

// Adds to `found` what of `query` is a campaign's, the first of equal keys: few
// of what may be thousands, so that each is looked for among few.
void collect(Text& found, std::string_view query, std::string_view own) {
  Parameter one;
  while (next_parameter(query, one)) {
    const Text key = percent_decode(one.key, true);
    if (!is_campaign_parameter(key, own) || find_parameter(found, key)) {
      continue;
    }
    if (!found.empty()) found.append('&');
    found.append(one.whole);
  }
}

// Adds the field of each known parameter of `query`. `known` stands in the
// order of the fields, since the fields of a group must not be torn apart.
void add_known(Fields& fields, std::string_view known, std::string_view query) {
  Parameter one;
  while (next_parameter(known, one)) {
    if (!fields.text(one.value).empty()) continue;
    const auto value = find_parameter(query, one.key);
    if (value) fields.add_present(one.value, cut(*value, kMaxCampaignBytes));
  }
}

void add_normalised(Fields& fields) {
  Fields normalised;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    if (!field.path.starts_with(kUtmGroup)) continue;
    normalised.add_present(
        join({"campaign.", field.path.substr(kUtmGroup.size())}),
        normalise_campaign_value(field.value));
  }
  fields.add(normalised);
}

void read_known(Fields& fields, std::string_view known, json::Value record) {
  Parameter one;
  while (next_parameter(known, one)) {
    if (!fields.text(one.value).empty()) continue;
    const auto value = record.member(one.value).text();
    fields.add_present(one.value, cut(value, kMaxCampaignBytes));
  }
}

}  // namespace

Fields parse_campaign(const Url& url, std::string_view own) {
  Text query;
  collect(query, url.query, own);
  collect(query, fragment_query(url.fragment), own);
  Fields fields;
  add_known(fields, kUtmParameters, query);
  add_known(fields, own, query);
  add_known(fields, kClickIdParameters, query);
  add_normalised(fields);
  return fields;
}

Text normalise_campaign_value(std::string_view value) {
  Text result;
  bool was_space = false;
  for (const char c : trim(value)) {
    if (!is_space(c)) {
      result.append(lower(c));
    } else if (!was_space) {
      result.append(' ');
    }
    was_space = is_space(c);
  }
  return result;
}

bool is_campaign_parameter(std::string_view key,
                           std::string_view own) noexcept {
  return has_name(kUtmParameters, key) || has_name(kClickIdParameters, key) ||
         has_name(own, key);
}

void write_campaign(json::Writer& out, const Fields& campaign) {
  Fields::Field field;
  for (std::size_t cursor = 0; campaign.read(cursor, field);) {
    // The rest of "campaign.*" is made of "utm.*".
    if (field.path.starts_with("campaign.") && field.path != kChannelField) {
      continue;
    }
    out.name(field.path).text(field.value);
  }
}

Fields read_campaign(json::Value record, std::string_view own) {
  Fields fields;
  read_known(fields, kUtmParameters, record);
  read_known(fields, own, record);
  read_known(fields, kClickIdParameters, record);
  add_normalised(fields);
  const auto channel = record.member(kChannelField).text();
  fields.add_present(kChannelField, cut(channel, kMaxNameBytes));
  read_known(fields, kReferrerFields, record);
  return fields;
}

}  // namespace sluice
