#pragma once

#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/base/url.hpp"

namespace sluice {

// What kind of site a visitor came from.
enum class ReferrerClass : std::uint8_t {
  None,      // no referrer
  Internal,  // the site itself, or a host that it names as its own
  Search,
  Social,
  Ai,  // an AI assistant
  Email,
  Video,
  Shopping,
  Referral,  // any other
};

// "search"; empty for None.
[[nodiscard]] std::string_view referrer_class_name(ReferrerClass kind) noexcept;

struct Referrer {
  ReferrerClass kind = ReferrerClass::None;
  std::string_view name;  // of the site, "Google"; empty if we have none
  Text host;              // in lower case, without port

  [[nodiscard]] bool is_external() const noexcept {
    return kind != ReferrerClass::None && kind != ReferrerClass::Internal;
  }
};

// Whether `url` lies on a host of the site whose page is at `page_url`: on the
// page's own host, with or without "www.", or on or below one of
// `internal_hosts`, words as has_word() has them. Ports, upper case and a dot
// at the end make no other host. International names are compared as browsers
// write them, "xn--".
[[nodiscard]] bool is_internal_host(const Url& url, std::string_view page_url,
                                    std::string_view internal_hosts);

// The site at the address `referrer`, as seen from the page at `page_url`.
// Hosts are compared label by label from the right, so that google.com.evil.
// example is not Google; a homoglyph is another host. Beside the sites of
// referrer_sites.hpp, hosts such as mail.example.com are mail.
//
// Apps (android-app://com.google.android.gm/, ios-app://com.burbn.instagram/)
// are known by their ids, read as domains turned round; some put a host in the
// id's place (android-app://m.facebook.com/).
//
// `internal_hosts`: as of is_internal_host(), which decides what is Internal.
[[nodiscard]] Referrer classify_referrer(std::string_view referrer,
                                         std::string_view page_url,
                                         std::string_view internal_hosts);

// What kind of site the value of utm_source names: by a name ("google", "fb",
// "hackernews"), a host, an address, or an app's id ("com.linkedin.android").
// Referral where it is none that we know, None where it is empty.
[[nodiscard]] ReferrerClass classify_source(std::string_view source);

}  // namespace sluice
