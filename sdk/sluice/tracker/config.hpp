#pragma once

#include <optional>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/actions.hpp"

namespace sluice {

// What a site sets up, by option or data-* attribute.
struct Config {
  Text endpoint;                   // where batches are posted
  const Policy* policy = nullptr;  // a preset
  bool page_views = true;
  bool clicks = true;
  bool outbound = true;
  bool downloads = true;
  bool debug = false;  // report every drop
};

// Reads the fact `start`: its `config`, an object or the JSON text of one, and
// over it its `attributes`. Unknown and ill-typed options are reported and left
// at their defaults: a typing error must not stop a site's measurement. None,
// with an error reported, where nothing sensible can be done: no endpoint, one
// that the browser would block, an unknown policy, broken JSON.
[[nodiscard]] std::optional<Config> read_config(json::Value start,
                                                Actions& actions);

}  // namespace sluice
