#pragma once

#include <cstdint>

#include "sluice/delivery/batch.hpp"

namespace sluice {

// How much a request is wanted.
enum class Urgency : std::uint8_t {
  WhenDue,  // once kFlushEvents, kFlushBytes or kFlushMs are reached
  Now,      // as soon as back-off and kMaxInFlight allow
  Hidden,   // as soon as back-off allows: the page may never be seen again
  Exit,     // at once: the page is being left
};

// A request to make.
struct Request {
  const Batch* batch;  // valid until the outbox changes
  bool keepalive;
  // The visitor consented to storage: a beacon, which carries the collector's
  // cookies, may stand in for a fetch that fails.
  bool beacon = false;
};

}  // namespace sluice
