#include "sluice/campaign/referrer.hpp"

#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/campaign/referrer_sites.hpp"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 9> kNames = {
    "",      "internal", "search",   "social",  "ai",
    "email", "video",    "shopping", "referral"};

// A name that short is a word, and no site's.
constexpr std::size_t kMinStem = 3;

// "com", "de", "co.uk", "com.br".
bool is_country_suffix(std::string_view text) noexcept {
  if (text == "com" || text.size() == 2) return true;
  const auto dot = text.find('.');
  const auto second = text.substr(0, dot);
  return text.size() - dot == 3 && (second == "co" || second == "com");
}

// `site` as referrer_sites.hpp writes it, without '|'.
bool is_domain(std::string_view site, std::string_view domain) noexcept {
  if (!site.ends_with('.')) return equals_ignoring_case(domain, site);
  return equals_ignoring_case(domain.substr(0, site.size()), site) &&
         is_country_suffix(domain.substr(site.size()));
}

bool is_named_by(std::string_view site, std::string_view source) noexcept {
  const auto dot = site.find('.');
  if (dot == std::string_view::npos) return equals_ignoring_case(source, site);
  return site.front() != '|' && dot >= kMinStem &&
         site.find('.', dot + 1) == std::string_view::npos &&
         equals_ignoring_case(source, site.substr(0, dot));
}

std::string_view name_of(const Parameter& site) noexcept {
  return site.value.empty() ? site.key.substr(0, site.key.find_first_of(". "))
                            : site.value;
}

// The first of the sites for which `fits(site)`.
template <class Fits>
Referrer find_site(Fits fits) {
  for (const auto& [kind, sites] : kReferrerSites) {
    std::string_view rest = sites;
    Parameter one;
    while (next_parameter(rest, one)) {
      for (auto words = one.key; !words.empty();) {
        if (fits(next_word(words))) return {kind, name_of(one), {}};
      }
    }
  }
  return {ReferrerClass::Referral, {}, {}};
}

// The labels in reverse order.
Text turn_round(std::string_view name) {
  Text result;
  while (true) {
    const auto dot = name.rfind('.');
    result.append(name.substr(dot + 1));  // npos + 1 is 0
    if (dot == std::string_view::npos) return result;
    result.append('.');
    name = name.substr(0, dot);
  }
}

std::string_view without_www(std::string_view host) noexcept {
  return host.starts_with("www.") ? host.substr(4) : host;
}

// The site with the longest domain that `host` lies in.
Referrer find_host(std::string_view host) {
  host = without_www(host);
  if (host.starts_with("m.")) host.remove_prefix(2);
  bool is_whole = true;
  for (auto domain = host; domain.find('.') != std::string_view::npos;
       domain.remove_prefix(domain.find('.') + 1)) {
    const auto found = find_site([&](std::string_view site) {
      if (!site.starts_with('|')) return is_domain(site, domain);
      return is_whole && is_domain(site.substr(1), domain);
    });
    if (!found.name.empty()) return found;
    is_whole = false;
  }
  return {ReferrerClass::Referral, {}, {}};
}

bool lies_in(std::string_view host, std::string_view domain) noexcept {
  return host.ends_with(domain) &&
         (host.size() == domain.size() ||
          host[host.size() - domain.size() - 1] == '.');
}

// In lower case; "example.com." with its dot is the same host.
Text host_of(const Url& url) {
  const auto name = host_name(url);
  return lower(name.ends_with('.') ? name.substr(0, name.size() - 1) : name);
}

// A host as people write it: whole addresses and "*." too.
Text own_host(std::string_view word) {
  if (word.starts_with("*.")) word.remove_prefix(2);
  const Url url = split_url(word);
  return url.host.empty() ? lower(word) : host_of(url);
}

bool is_internal(std::string_view host, std::string_view page_url,
                 std::string_view internal_hosts) {
  const Text own = host_of(split_url(page_url));
  if (without_www(own) == without_www(host)) return true;
  while (!internal_hosts.empty()) {
    if (lies_in(host, own_host(next_word(internal_hosts)))) return true;
  }
  return false;
}

}  // namespace

std::string_view referrer_class_name(ReferrerClass kind) noexcept {
  return kNames[static_cast<std::size_t>(kind)];
}

Referrer classify_referrer(std::string_view referrer, std::string_view page_url,
                           std::string_view internal_hosts) {
  const Url url = split_url(referrer);
  Text host = host_of(url);
  if (host.empty()) return {};
  if (is_internal(host, page_url, internal_hosts)) {
    return {ReferrerClass::Internal, {}, std::move(host)};
  }
  const bool is_app = equals_ignoring_case(url.scheme, "android-app");
  Referrer found = find_host(is_app ? turn_round(host) : host);
  found.host = std::move(host);
  return found;
}

ReferrerClass classify_source(std::string_view source) {
  const Text name = lower(trim(source));
  if (name.empty()) return ReferrerClass::None;
  if (std::string_view(name).find('.') != std::string_view::npos) {
    const auto kind = find_host(name).kind;
    return kind == ReferrerClass::Referral ? find_host(turn_round(name)).kind
                                           : kind;
  }
  return find_site(
             [&name](std::string_view site) { return is_named_by(site, name); })
      .kind;
}

}  // namespace sluice
