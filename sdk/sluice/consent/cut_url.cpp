#include "sluice/consent/cut_url.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/consent/policy.hpp"

namespace sluice {
namespace {

void append_kept(Text& out, std::string_view query, json::Value keep) {
  char separator = '?';
  Parameter parameter;
  while (next_parameter(query, parameter)) {
    if (!matches_any(keep, percent_decode(parameter.key, true))) continue;
    out.append(separator);
    out.append(parameter.whole);
    separator = '&';
  }
}

// The first `depth` segments: "/a/b" of "/a/b/c" for 2.
std::string_view cut_path(std::string_view path, double depth) noexcept {
  std::size_t at = 0;
  for (; depth >= 0 && at < path.size(); ++at) {
    if (path[at] == '/' && depth-- < 1) break;
  }
  return path.substr(0, at);
}

}  // namespace

Text cut_url(std::string_view text, json::Value rule) {
  const Url url = split_url(text);
  // "mailto:" and the like: what follows is an address of a person.
  if (!url.scheme.empty() && url.host.empty() && !url.path.starts_with('/')) {
    return join({url.scheme, ":"});
  }
  const auto depth = rule.member("pathDepth").number();
  Text result = join({url.scheme, url.scheme.empty() ? "" : ":",
                      url.host.empty() ? "" : "//", url.host,
                      depth ? cut_path(url.path, *depth) : url.path});
  append_kept(result, url.query, rule.member("keepQuery"));
  const auto route = hash_route(url);
  if (depth || route.empty()) return result;
  result.append('#');
  result.append(route);
  return result;
}

}  // namespace sluice
