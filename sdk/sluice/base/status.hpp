#pragma once

#include <cstdint>

namespace sluice {

// What became of a fact. Crosses the border as i32: 0 is ok, above 0 a refusal
// by policy, below 0 a caller's mistake. Values are permanent.
enum class Status : std::int32_t {
  Ok = 0,

  NotInPolicy = 1,  // the policy names no such event
  Denied = 2,       // a purpose that the event needs is denied
  HoldFull = 3,     // too many events wait for consent (limits.hpp)
  QueueFull = 4,    // the queue had no room for this event
  SwitchedOff = 5,  // the configuration does not capture this kind
  NotCounted = 6,   // seen, and nothing comes of it, as of a page that stays
  RateLimited = 7,  // too much at once (rate_limits.hpp)
  Sampled = 8,      // of the part that the site does not want

  BadJson = -1,       // the fact is not JSON, or nested too deep
  BadFact = -2,       // an unknown kind, or a member missing or of a wrong type
  BadConfig = -3,     // the configuration can't be used; see the reports
  NotStarted = -4,    // no `start` came before, or it was refused
  StartedTwice = -5,  // a second `start`
  TooLarge = -6,      // the event is above kMaxEventBytes after cutting
};

}  // namespace sluice
