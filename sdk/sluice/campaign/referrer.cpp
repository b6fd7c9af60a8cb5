#include "sluice/campaign/referrer.hpp"

#include <algorithm>
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

// "com", "de", "co.uk", "com.br"; "cat" is Catalonia's.
bool is_country_suffix(std::string_view text) noexcept {
  if (has_word("com cat", text) || text.size() == 2) return true;
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

enum class Form : std::uint8_t { Name, Host, Domain };

// The first of the sites that `text` is: the name of a source, a host, or a
// domain that one lies in.
Referrer find_site(std::string_view text, Form form) {
  for (const auto& [kind, sites] : kReferrerSites) {
    std::string_view rest = sites;
    Parameter one;
    while (next_parameter(rest, one)) {
      const auto name = name_of(one);
      bool fits = form == Form::Name && text.size() >= kMinStem &&
                  equals_ignoring_case(text, name);
      for (auto words = one.key; !words.empty() && !fits;) {
        auto site = next_word(words);
        if (form == Form::Name) {
          fits = is_named_by(site, text);
        } else {
          const bool is_host = site.starts_with('|');
          if (is_host) site.remove_prefix(1);
          fits = is_domain(site, text) && (!is_host || form == Form::Host);
        }
      }
      if (fits) return {kind, name, {}};
    }
  }
  return {ReferrerClass::Referral, {}, {}};
}

// The domain of an app by its id: the labels in reverse order, without those
// that only say that it is an app. "com.google.android.apps.youtube.music" is
// music.youtube.google.com.
Text app_domain(std::string_view id) {
  Text result;
  while (true) {
    const auto dot = id.rfind('.');
    const auto label = id.substr(dot + 1);  // npos + 1 is 0
    const bool is_first = dot == std::string_view::npos;
    if (is_first || !has_word("android ios app apps mobile client", label)) {
      result.append(label);
      if (!is_first) result.append('.');
    }
    if (is_first) return result;
    id = id.substr(0, dot);
  }
}

std::string_view without_www(std::string_view host) noexcept {
  return host.starts_with("www.") ? host.substr(4) : host;
}

// "mail.example.com" and the like: most mail services name their hosts so.
bool is_mail_host(std::string_view domain) noexcept {
  const auto dot = domain.find('.');
  return domain.find('.', dot + 1) != std::string_view::npos &&
         has_word("mail email webmail poczta", domain.substr(0, dot));
}

// The site with the longest domain that `host` lies in.
Referrer find_host(std::string_view host) {
  host = without_www(host);
  if (host.starts_with("m.")) host.remove_prefix(2);
  auto form = Form::Host;
  for (auto domain = host; domain.find('.') != std::string_view::npos;
       domain.remove_prefix(domain.find('.') + 1)) {
    auto found = find_site(domain, form);
    if (!found.name.empty()) return found;
    if (is_mail_host(domain)) return {ReferrerClass::Email, {}, {}};
    form = Form::Domain;
  }
  return {ReferrerClass::Referral, {}, {}};
}

// The same of an app's id, or of a host that stands in its place.
Referrer find_app(std::string_view id) {
  auto found = find_host(app_domain(id));
  return found.kind == ReferrerClass::Referral ? find_host(id)
                                               : std::move(found);
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

}  // namespace

bool is_internal_host(const Url& url, std::string_view page_url,
                      std::string_view internal_hosts) {
  const Text host = host_of(url);
  const Text own = host_of(split_url(page_url));
  if (without_www(own) == without_www(host)) return true;
  while (!internal_hosts.empty()) {
    if (lies_in(host, own_host(next_word(internal_hosts)))) return true;
  }
  return false;
}

std::string_view referrer_class_name(ReferrerClass kind) noexcept {
  return kNames[static_cast<std::size_t>(kind)];
}

Referrer classify_referrer(std::string_view referrer, std::string_view page_url,
                           std::string_view internal_hosts) {
  const Url url = split_url(referrer);
  Text host = host_of(url);
  if (host.empty()) return {};
  if (is_internal_host(url, page_url, internal_hosts)) {
    return {ReferrerClass::Internal, {}, std::move(host)};
  }
  const bool is_app = has_word("android-app ios-app", url.scheme);
  Referrer found = is_app ? find_app(host) : find_host(host);
  found.host = std::move(host);
  return found;
}

ReferrerClass classify_source(std::string_view source) {
  const Text name = own_host(trim(source));
  if (name.empty()) return ReferrerClass::None;
  if (std::string_view(name).find('.') == std::string_view::npos) {
    return find_site(name, Form::Name).kind;
  }
  return find_app(name).kind;
}

}  // namespace sluice
