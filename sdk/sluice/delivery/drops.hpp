#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {

// Why an event never arrives. Every drop is counted, and the counts leave with
// the next batch.
enum class DropReason : std::uint8_t {
  NotInPolicy,
  Denied,
  Withdrawn,  // was queued when the consent it rested on was withdrawn
  HoldFull,
  HoldExpired,
  QueueFull,
  TooLarge,
  GaveUp,          // kMaxTries or kMaxRetryAgeMs without an answer
  Rejected,        // the collector will not have it
  DuplicateOrder,  // a conversion of this order was counted before
  DuplicateGoal,   // a goal that counts once was
  Automated,       // no person did it, and the site does not want to know
  RateLimited,     // more came than kMaxRate and kMaxBurst allow
  Sampled,         // the site wants a part of all only
};

inline constexpr std::array<std::string_view, 14> kDropReasonNames = {
    "not_in_policy", "denied",          "withdrawn",      "hold_full",
    "hold_expired",  "queue_full",      "too_large",      "gave_up",
    "rejected",      "duplicate_order", "duplicate_goal", "automated",
    "rate_limited",  "sampled"};

// What a batch says of things that are missing.
struct Losses {
  std::array<std::uint32_t, kDropReasonNames.size()> dropped{};
  std::uint32_t cut = 0;  // values that were shortened

  void count(DropReason reason, std::size_t events = 1) noexcept {
    dropped[static_cast<std::size_t>(reason)] +=
        static_cast<std::uint32_t>(events);
  }

  // Whether they are worth a batch without events. Events that the policy does
  // not name for this destination are not: its authors want it so.
  [[nodiscard]] bool are_news() const noexcept {
    std::uint64_t all = cut;
    for (const auto count : dropped) all += count;
    return all > dropped[static_cast<std::size_t>(DropReason::NotInPolicy)];
  }

  void add(const Losses& other) noexcept {
    for (std::size_t i = 0; i < dropped.size(); ++i) {
      dropped[i] += other.dropped[i];
    }
    cut += other.cut;
  }
};

}  // namespace sluice
