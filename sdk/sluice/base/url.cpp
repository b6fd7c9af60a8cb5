#include "sluice/base/url.hpp"

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// Cuts `text` before `mark` and returns what stood behind it.
std::string_view split_off(std::string_view& text, char mark) noexcept {
  const auto at = text.find(mark);
  if (at == std::string_view::npos) return {};
  const auto rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

}  // namespace

Url split_url(std::string_view text) noexcept {
  Url url;
  url.fragment = split_off(text, '#');
  url.query = split_off(text, '?');
  const auto colon = text.find(':');
  // RFC 3986 section 3.1.
  if (colon != std::string_view::npos &&
      is_word(text.substr(0, colon), "+-.")) {
    url.scheme = text.substr(0, colon);
    text.remove_prefix(colon + 1);
  }
  if (text.substr(0, 2) == "//") {
    text.remove_prefix(2);
    const auto end = text.find('/');
    url.host = text.substr(0, end);
    text = end == std::string_view::npos ? "" : text.substr(end);
    const auto at = url.host.rfind('@');
    if (at != std::string_view::npos) url.host.remove_prefix(at + 1);
  }
  url.path = text;
  return url;
}

std::string_view host_name(const Url& url) noexcept {
  const auto colon = url.host.rfind(':');
  // "[::1]" is an address whose colons are no port's.
  if (colon == std::string_view::npos || url.host.back() == ']') {
    return url.host;
  }
  return url.host.substr(0, colon);
}

std::string_view hash_route(const Url& url) noexcept {
  const auto fragment = url.fragment;
  if (fragment.substr(0, 1) != "/" && fragment.substr(0, 2) != "!/") return {};
  return fragment.substr(0, fragment.find_first_of("?&"));
}

bool next_parameter(std::string_view& query, Parameter& parameter) noexcept {
  while (!query.empty()) {
    const auto end = query.find('&');
    parameter.whole = query.substr(0, end);
    query = end == std::string_view::npos ? "" : query.substr(end + 1);
    if (parameter.whole.empty()) continue;
    const auto equals = parameter.whole.find('=');
    parameter.key = parameter.whole.substr(0, equals);
    parameter.value = equals == std::string_view::npos
                          ? std::string_view()
                          : parameter.whole.substr(equals + 1);
    return true;
  }
  return false;
}

std::optional<Text> find_parameter(std::string_view query,
                                   std::string_view name) {
  Parameter parameter;
  while (next_parameter(query, parameter)) {
    // Names are hardly ever escaped: most need no decoding to differ.
    const bool escaped =
        parameter.key.find_first_of("%+") != std::string_view::npos;
    const bool found = escaped ? name == percent_decode(parameter.key, true)
                               : name == parameter.key;
    if (found) return percent_decode(parameter.value, true);
  }
  return std::nullopt;
}

}  // namespace sluice
