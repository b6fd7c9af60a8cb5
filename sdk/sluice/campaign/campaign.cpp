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

bool is_listed(std::string_view key, std::string_view own) noexcept {
  return has_name(kUtmParameters, key) || has_name(kClickIdParameters, key) ||
         has_name(own, key);
}

// The name that `key` stands for: in lower case, and without the "amp;" of an
// address that was escaped for HTML ("&amp;utm_medium", "&#038;utm_medium").
Text meant_name(std::string_view key) {
  return lower(key.substr(key.rfind(';') + 1));  // npos + 1 is 0
}

// The parameters of a fragment: behind '?' where a route has its own query.
std::string_view fragment_query(std::string_view fragment) noexcept {
  return fragment.substr(fragment.find('?') + 1);
}

// Whether a program was to replace `value` and did not: "{gclid}",
// "{{campaign.name}}", "__CID__", "undefined". "(not set)" is that as a click
// id; of sources and media it is Google's word. No click id begins with '%':
// one that does was escaped twice.
bool is_unfilled(std::string_view value, bool is_id) noexcept {
  constexpr std::string_view kOpening = "{[<%$_(";
  if (value.empty()) return false;
  if (has_word("undefined null nan", value)) return true;
  const char first = value.front();
  const auto opening = kOpening.substr(0, is_id ? 7 : 6);
  if (opening.find(first) == std::string_view::npos) return false;
  return (is_id && first == '%') || std::string_view("}]>%_)").find(
                                        value.back()) != std::string_view::npos;
}

// Takes off `one` the campaign's parameter that a second '?' begins in it:
// "utm_source=b" of "a=1?utm_source=b".
bool take_second(Parameter& one, std::string_view own, Parameter& second) {
  const auto mark = one.whole.find('?');
  if (mark == std::string_view::npos) return false;
  auto rest = one.whole.substr(mark + 1);
  if (!next_parameter(rest, second)) return false;
  if (!is_campaign_parameter(second.key, own)) return false;
  auto first = one.whole.substr(0, mark);
  if (!next_parameter(first, one)) one = {};
  return true;
}

// The parameters of a campaign that an address has.
struct Collected {
  Text listed;    // as a query, the first of equal keys
  Text meant;     // the same of those whose names are only meant to be known
  Text& unusual;  // what the site's owner may want to mend
};

// Adds a parameter if it is a campaign's.
void add(Collected& to, const Parameter& one, std::string_view own,
         bool is_second) {
  Text key = percent_decode(one.key, true);
  const bool is_meant = !is_listed(key, own);
  if (is_meant) key = meant_name(key);
  Text& found = is_meant ? to.meant : to.listed;
  if (!is_listed(key, own) || find_parameter(found, key)) return;
  const bool is_void = is_unfilled(percent_decode(one.value, true),
                                   has_name(kClickIdParameters, key));
  if (is_meant || is_void || is_second) {
    to.unusual.append(' ');
    to.unusual.append(one.whole);
  }
  if (is_void) return;
  found.append(join({"&", is_meant ? key : one.key, "=", one.value}));
}

// Adds what of `query` is a campaign's: few of what may be thousands, so that
// each is looked for among few.
void collect(Collected& to, std::string_view query, std::string_view own) {
  Parameter one;
  Parameter second;
  while (next_parameter(query, one)) {
    const bool has_second = take_second(one, own, second);
    add(to, one, own, false);
    if (has_second) add(to, second, own, true);
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

Fields parse_campaign(const Url& url, std::string_view own, Text& unusual) {
  Collected found{{}, {}, unusual};
  collect(found, url.query, own);
  collect(found, fragment_query(url.fragment), own);
  const Text query = join({found.listed, found.meant});
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

bool is_campaign_parameter(std::string_view key, std::string_view own) {
  return is_listed(key, own) || is_listed(meant_name(key), own);
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
