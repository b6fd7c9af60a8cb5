#include "sluice/campaign/campaign.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/campaign/parameters.hpp"

namespace sluice {
namespace {

constexpr std::string_view kUtmGroup = "utm.";

bool has_name(std::string_view known, std::string_view key) noexcept {
  Parameter one;
  while (next_parameter(known, one)) {
    if (one.key == key) return true;
  }
  return false;
}

// The parameters of a fragment: behind '?' where a route has its own query.
std::string_view fragment_query(std::string_view fragment) noexcept {
  return fragment.substr(fragment.find('?') + 1);
}

// Adds the field of each known parameter that `url` has. `known` stands in the
// order of the fields, since the fields of a group must not be torn apart.
void add_known(Fields& fields, std::string_view known, const Url& url) {
  Parameter one;
  while (next_parameter(known, one)) {
    if (!fields.text(one.value).empty()) continue;
    auto value = find_parameter(url.query, one.key, kMaxParameters);
    if (!value) {
      value =
          find_parameter(fragment_query(url.fragment), one.key, kMaxParameters);
    }
    if (value) fields.add_present(one.value, cut(*value, kMaxCampaignBytes));
  }
}

void add_normalised(Fields& fields) {
  Fields normalised;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
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

Fields parse_campaign(const Url& url) {
  Fields fields;
  add_known(fields, kUtmParameters, url);
  add_normalised(fields);
  add_known(fields, kClickIdParameters, url);
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

bool is_campaign_parameter(std::string_view key) noexcept {
  return has_name(kUtmParameters, key) || has_name(kClickIdParameters, key);
}

void write_campaign(json::Writer& out, const Fields& campaign) {
  Fields::Field field;
  for (std::size_t cursor = 0; campaign.read(cursor, field);) {
    // "campaign.*" is made of "utm.*".
    if (field.path.starts_with("campaign.")) continue;
    out.name(field.path).text(field.value);
  }
}

Fields read_campaign(json::Value record) {
  Fields fields;
  read_known(fields, kUtmParameters, record);
  add_normalised(fields);
  read_known(fields, kClickIdParameters, record);
  return fields;
}

}  // namespace sluice
