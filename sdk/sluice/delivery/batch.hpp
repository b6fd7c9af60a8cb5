#pragma once

#include <cstddef>
#include <cstdint>
#include <list>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/delivery/drops.hpp"
#include "sluice/delivery/lease.hpp"
#include "sluice/event/event.hpp"

namespace sluice {

// What an event is worth where there is no room for all.
enum class Priority : std::uint8_t {
  Ambient,  // what a page makes of itself: scroll depths, impressions, errors
  Usual,    // what the visitor or the site did
  Conversion,  // leaves at once besides
};

[[nodiscard]] Priority priority_of(const Event& event) noexcept;

// An event that may leave, as it will be sent. Lists of them are linked: events
// move from queue to batch and from batch to half without being copied.
struct QueuedEvent {
  Text json;
  PurposeMask relied_on = 0;
  Priority priority = Priority::Usual;
  Text group{};         // events of which it differs share no request
  double clock_ms = 0;  // of its Event; of one from the device: when it came
  DropReason why{};     // once it was dropped

  // What it takes in a body: itself and a comma.
  [[nodiscard]] std::size_t bytes() const noexcept { return json.size() + 1; }
};

[[nodiscard]] std::size_t bytes_of(
    const std::list<QueuedEvent>& events) noexcept;

// Removes the events that relied on any of `purposes`; returns how many.
std::size_t purge_events(std::list<QueuedEvent>& events, PurposeMask purposes);

// Events that share a request, from the first try until an answer settles
// them.
struct Batch {
  std::uint32_t number = 0;  // by which the host names it
  Text id;                   // the same in every try: collectors deduplicate
  std::list<QueuedEvent> events;
  Losses losses;
  std::uint32_t tries = 0;
  double first_try_mono_ms = 0;
  bool in_flight = false;
  bool stashing = false;      // the device was asked to keep it
  Text stored_as;             // under which the device keeps it; empty: nowhere
  std::size_t copied = 0;     // so many of its events the device keeps
  Lease lease;                // of these
  bool made_leaving = false;  // its request was made as the page was left
  bool kept_anew = false;     // the device was asked since, while in flight
  std::size_t keepalive_bytes = 0;  // what it takes of the browser's quota
  bool may_be_gzipped = false;      // as it was sent last

  // Of several events above kMaxBatchBytes, as only rows make it: no fact could
  // bring it back from the device.
  [[nodiscard]] bool is_large() const noexcept;
  // The device keeps it, and another tab may have taken it.
  [[nodiscard]] bool is_anybodys(Moment now) const noexcept {
    return !stored_as.empty() && lease.is_over(now);
  }
  // Whether this event may join the others, which were never tried, in `most`
  // bytes.
  [[nodiscard]] bool can_take(const QueuedEvent& event,
                              std::size_t most) const noexcept;
  // Those stand first.
  [[nodiscard]] bool has_conversion() const noexcept {
    return !events.empty() && events.front().priority == Priority::Conversion;
  }
};

}  // namespace sluice
