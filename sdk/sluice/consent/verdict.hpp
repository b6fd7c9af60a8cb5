#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sluice/consent/policy.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What a signal says about one purpose, and why, for people.
struct Verdict {
  PurposeState state = PurposeState::Unknown;
  const char* why = "";
  bool is_explicit = false;  // the visitor chose it here, for this site
  bool is_default = false;   // the site's default: no choice of the visitor's
  double time_ms = 0;        // since when; 0: not noted yet
};

// What Google's or Microsoft's Consent Mode was told about its keys.
// https://developers.google.com/tag-platform/security/concepts/consent-mode
class ConsentMode {
 public:
  // Takes a `default` or an `update`. A default for a list of regions holds
  // in `region` if it is on it, and the most specific one wins.
  void take(json::Value fact, std::string_view region) noexcept;

  // About a purpose that rests on `keys`. A default is no choice of the
  // visitor's: a denied one is unknown until an update, a granted one counts
  // only where the law lets silence count (`opt_out`).
  [[nodiscard]] Verdict judge(json::Value keys, bool opt_out) const noexcept;

 private:
  struct Key {
    PurposeState state = PurposeState::Unknown;
    bool updated = false;
    std::uint8_t precision = 0;  // of the region that set the default
  };

  std::array<Key, 7> keys_{};
};

// The verdict of a signal of the policy (`definition`, a member of "signals")
// about the purpose of that name, by a fact `signal` of its kind. `before` is
// its verdict until now, which stands where the fact brings nothing new. What
// is malformed denies.
[[nodiscard]] Verdict judge_signal(json::Value definition,
                                   std::string_view purpose, json::Value fact,
                                   const Verdict& before) noexcept;

// Before any fact: n/a for what the browser or the site would have said by
// now, unknown for everything that may still arrive.
[[nodiscard]] PurposeState initial_state(json::Value definition) noexcept;

}  // namespace sluice
