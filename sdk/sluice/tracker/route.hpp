#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/receipt.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/destination/description.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What the browser was given to send for a page that dies.
struct Deferred {
  bool is_set = false;
  std::uint32_t revision = 0;  // of the outbox, when it was looked at
  std::uint32_t removals = 0;
  std::optional<double> due_mono_ms;  // when it will be replaced
};

// The outcome of an event that a description has no form for.
inline constexpr std::string_view kUnwanted = "dropped (no form for it)";

// The way to one destination of the policy.
struct Route {
  json::Value destination;  // the member of "destinations"
  Text url;
  bool takes_gzip = false;    // the site says so
  bool refuses_gzip = false;  // the collector does, as far as can be seen
  Description description;    // without one: Sluice's own batches
  Outbox outbox;
  Deferred deferred;
  Receipts receipts;  // a chain of its own: a gap means that one was lost

  // Whether the collector has a form for events of that name.
  [[nodiscard]] bool wants(std::string_view event) const noexcept {
    return !description.exists() || description.form_for(event).exists();
  }
};

}  // namespace sluice
