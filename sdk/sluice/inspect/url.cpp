#include "sluice/base/url.hpp"

#include <algorithm>
#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/campaign/arrival.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/campaign/channel.hpp"
#include "sluice/campaign/referrer.hpp"
#include "sluice/consent/scrub.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/tracker/options.hpp"
#include "sluice/tracker/own_parameters.hpp"

namespace sluice::inspect {
namespace {

bool is_web(std::string_view scheme) noexcept {
  return equals_ignoring_case(scheme, "http") ||
         equals_ignoring_case(scheme, "https");
}

// An address as a browser's location.href would have it, as far as it matters
// here: without white space around it and tabs and line breaks in it, '\' as
// '/'. https://url.spec.whatwg.org/#concept-basic-url-parser
Text as_browsers_have_it(std::string_view text) {
  const auto is_outer = [](char c) {
    return static_cast<unsigned char>(c) <= ' ';
  };
  while (!text.empty() && is_outer(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_outer(text.back())) text.remove_suffix(1);
  Text result;
  for (const char c : text) {
    if (c != '\t' && c != '\n' && c != '\r') result.append(c);
  }
  const std::string_view all = result;
  if (!is_web(split_url(all).scheme)) return result;
  const auto path_end = std::min(all.find_first_of("?#"), all.size());
  for (std::size_t i = 0; i < path_end; ++i) {
    if (all[i] == '\\') result.data()[i] = '/';
  }
  return result;
}

// The fields of that group as an object; nothing without one.
void write_group(const char* group, const Fields& fields, json::Writer& out) {
  if (!fields.has_group(group)) return;
  out.name(group).begin_object();
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    const auto dot = field.path.find('.');
    if (field.path.substr(0, dot) != group) continue;
    out.name(field.path.substr(dot + 1)).text(field.value);
  }
  out.end_object();
}

void write_referrer(const Referrer& referrer, json::Writer& out) {
  if (referrer.kind == ReferrerClass::None) return;
  out.name("referrer").begin_object();
  out.text("class", referrer_class_name(referrer.kind));
  if (!referrer.name.empty()) out.text("name", referrer.name);
  out.text("host", referrer.host).end_object();
}

// Reads the site's own names; false if one is not as its option says.
bool read_own(json::Value request, OwnAddresses& own) {
  Actions actions;
  const auto parameters = request.member("campaignParameters");
  if (parameters.exists()) {
    read_campaign_parameters(parameters, own.campaign_parameters, actions);
  }
  const auto hosts = request.member("internalHosts");
  if (hosts.exists()) {
    auto words = read_words(hosts);
    if (!words) return false;
    own.internal_hosts = std::move(*words);
  }
  return actions.text().empty();
}

}  // namespace

void url(json::Value request, json::Writer& out) {
  const auto given = request.member("url");
  const auto from = request.member("referrer");
  if (!given.is(json::Kind::Text)) {
    return write_error("\"url\" is not a text", out);
  }
  if (from.exists() && !from.is(json::Kind::Text) &&
      !from.is(json::Kind::Null)) {
    return write_error("\"referrer\" is not a text", out);
  }
  OwnAddresses own;
  if (!read_own(request, own)) {
    return write_error(
        "\"campaignParameters\" or \"internalHosts\" is not as the option is",
        out);
  }
  const Text address = as_browsers_have_it(given.text());
  Text unusual;
  const Fields campaign =
      parse_campaign(split_url(address), own.campaign_parameters, unusual);
  const auto referrer = classify_referrer(as_browsers_have_it(from.text()),
                                          address, own.internal_hosts);
  out.begin_object();
  write_group("utm", campaign, out);
  write_group("click_id", campaign, out);
  if (!unusual.empty()) out.text("unusual", trim(unusual));
  write_referrer(referrer, out);
  out.text("channel", classify_channel(traffic_of(campaign, referrer)))
      .text("url", scrub_address(address))
      .end_object();
}

}  // namespace sluice::inspect
