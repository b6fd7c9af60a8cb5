#pragma once

#include "sluice/base/text.hpp"
#include "sluice/consent/receipt.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The way to one destination of the policy.
struct Route {
  json::Value destination;  // the member of "destinations"
  Text url;
  Outbox outbox;
  Receipts receipts;  // a chain of its own: no gap but by a loss
};

}  // namespace sluice
