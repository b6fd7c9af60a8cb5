#pragma once

#include "sluice/base/text.hpp"
#include "sluice/consent/receipt.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/destination/description.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The way to one destination of the policy.
struct Route {
  json::Value destination;  // the member of "destinations"
  Text url;
  Description description;  // without one: Sluice's own batches
  Outbox outbox;
  Receipts receipts;  // a chain of its own: no gap but by a loss

  // Whether the collector has a form for events of that name.
  [[nodiscard]] bool wants(std::string_view event) const noexcept {
    return !description.exists() || description.form_for(event).exists();
  }
};

}  // namespace sluice
