#include "sluice/capture/page.hpp"

#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/campaign/campaign.hpp"

namespace sluice {
namespace {

// The path, with the route of applications that keep it in the fragment.
Text page_path(const Url& url) {
  const auto route = hash_route(url);
  return join({url.path, route.empty() ? "" : "#", route});
}

// The address by which pages are told apart.
Text page_key(std::string_view text, Routes routes,
              std::string_view own_parameters) {
  const Url url = split_url(text);
  Text key = join({url.host, url.path, "#"});
  if (routes == Routes::Auto) key.append(hash_route(url));
  if (routes == Routes::Hash) key.append(url.fragment);
  std::string_view query = routes == Routes::Path ? "" : url.query;
  Parameter parameter;
  while (next_parameter(query, parameter)) {
    if (is_campaign_parameter(percent_decode(parameter.key, true),
                              own_parameters)) {
      continue;
    }
    key.append('&');
    key.append(parameter.whole);
  }
  return key;
}

}  // namespace

void Page::describe(Fields& fields) const {
  fields.add_text("page.id", id);
  fields.add_present("page.url", shown_url);
  fields.add_present("page.path", page_path(split_url(shown_url)));
  fields.add_present("page.title", title);
  fields.add_present("page.referrer", referrer);
  if (prerendered) fields.add_json("page.prerendered", "true");
}

void Page::retitle(Fields& fields) const {
  Fields titled;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    if (field.path != "page.title") titled.add(field);
    // Where describe() puts it: fields of a group stand together.
    if (field.path == "page.path") titled.add_text("page.title", title);
  }
  fields = std::move(titled);
}

bool is_other_page(std::string_view from, std::string_view to, Routes routes,
                   std::string_view own_parameters) {
  return std::string_view(page_key(from, routes, own_parameters)) !=
         std::string_view(page_key(to, routes, own_parameters));
}

}  // namespace sluice
