// How a visitor came to an address: what no address may bring about, whoever
// wrote it. The first line is the address, the second its referrer.
#include <string>

#include "fuzz.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/url.hpp"
#include "sluice/base/utf8.hpp"
#include "sluice/campaign/arrival.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/campaign/channel.hpp"
#include "sluice/campaign/referrer.hpp"

namespace sluice::fuzz {
namespace {

bool is_valid(std::string_view text) {
  return std::string_view(mend_utf8(Text(text))) == text;
}

// Each field once, its group in one piece, its value sound and bounded.
void check_fields(const Fields& fields) {
  std::string groups;
  std::string last;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    require(!field.value.empty() && is_valid(field.value));
    require(field.path.starts_with("referrer.") ||
            field.value.size() <= 2 * kMaxCampaignBytes);
    require(fields.text(field.path).data() == field.value.data());
    const std::string group(field.path.substr(0, field.path.find('.')));
    if (group == last) continue;
    require(groups.find(group + ";") == std::string::npos);
    groups += group + ";";
    last = group;
  }
}

// Nobody but Google's own hosts is Google.
void check_referrer(const Referrer& referrer) {
  const std::string_view host = referrer.host;
  require(host.empty() == (referrer.kind == ReferrerClass::None));
  if (referrer.name != "Gmail") return;
  require(host == "mail.google.com" || host.ends_with(".mail.google.com") ||
          host == "www.mail.google.com" || host.ends_with("gm"));
}

void check(std::string_view text) {
  const auto end = std::min(text.find('\n'), text.size());
  const Text url = mend_utf8(Text(text.substr(0, end)));
  const Text from =
      mend_utf8(Text(text.substr(std::min(end + 1, text.size()))));
  OwnAddresses own;
  own.campaign_parameters = Text("ref=utm.source&p=utm.partner");
  own.internal_hosts = Text("pay.example");
  check_fields(describe_arrival(url, from, own));
  check_referrer(classify_referrer(from, url, own.internal_hosts));
  const Fields campaign =
      parse_campaign(split_url(url), own.campaign_parameters);
  const auto channel =
      classify_channel(traffic_of(campaign, classify_referrer(from, url, {})));
  require(!channel.empty());
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
