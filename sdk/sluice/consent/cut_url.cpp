#include "sluice/consent/cut_url.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"

namespace sluice {
namespace {

void append_kept(Text& out, std::string_view query, std::string_view keep) {
  char separator = '?';
  Parameter parameter;
  while (next_parameter(query, parameter)) {
    if (!matches_glob(percent_decode(parameter.key, true), keep)) continue;
    out.append(separator);
    out.append(parameter.whole);
    separator = '&';
  }
}

}  // namespace

Text cut_url(std::string_view text, std::string_view keep) {
  const Url url = split_url(text);
  Text result = join({url.scheme, url.scheme.empty() ? "" : ":",
                      url.host.empty() ? "" : "//", url.host, url.path});
  if (!keep.empty()) append_kept(result, url.query, keep);
  const auto route = hash_route(url);
  if (!route.empty()) result.append('#');
  result.append(route);
  return result;
}

}  // namespace sluice
