#pragma once

#include <cstdint>
#include <string_view>

namespace sluice {

// What a collector's answer means for the batch it answers.
enum class Answer : std::uint8_t {
  Taken,
  TryLater,   // not reached, or not now
  Failed,     // try later, but one event may be what breaks it
  TooLarge,   // try halves
  BadEvents,  // try halves, down to the event that is refused
  Refused,    // nothing of this batch will ever be taken
};

// By which descriptions call them, in that order.
inline constexpr std::string_view kAnswerNames =
    "taken retry bisect split poison refuse";

}  // namespace sluice
