#include "sluice/capture/search.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/secret.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"

namespace sluice {
namespace {

std::string_view route_query(const Url& url) noexcept {
  const auto route = hash_route(url);
  if (route.empty() || route.size() == url.fragment.size()) return {};
  return url.fragment.substr(route.size() + 1);
}

}  // namespace

std::optional<Text> find_search_term(std::string_view url,
                                     std::string_view parameters) {
  const Url parts = split_url(url);
  while (!parameters.empty()) {
    const auto name = next_word(parameters);
    for (const auto query : {parts.query, route_query(parts)}) {
      const auto value = find_parameter(query, name);
      if (!value) continue;
      // Before it is cut: half a secret is not recognised.
      const Text term = without_secrets(trim(*value));
      if (!term.empty()) return Text(cut(term, kMaxNameBytes));
    }
  }
  return std::nullopt;
}

}  // namespace sluice
