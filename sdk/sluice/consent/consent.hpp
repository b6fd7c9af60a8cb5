#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "sluice/consent/policy.hpp"

namespace sluice {

inline constexpr std::size_t kMaxPurposes = 16;

// What the signals say, judged by a policy: the state of each purpose.
class Consent {
 public:
  // `policy` must outlive the consent.
  explicit Consent(const Policy& policy) noexcept : policy_(&policy) {}

  void set_gpc(bool on) noexcept { gpc_ = on; }

  // The visitor's choice for the purpose of that name; false if the policy has
  // none. `is_explicit`: made on this site, for this site, so that it overrides
  // Global Privacy Control (11 CCR 7025(c)(7)).
  [[nodiscard]] bool choose(std::string_view purpose, bool granted,
                            bool is_explicit) noexcept;

  [[nodiscard]] PurposeState state(std::size_t purpose) const noexcept;

  // The purposes in that state.
  [[nodiscard]] PurposeMask in_state(PurposeState state) const noexcept;

  [[nodiscard]] std::optional<bool> gpc() const noexcept { return gpc_; }
  [[nodiscard]] const Policy& policy() const noexcept { return *policy_; }

 private:
  struct Choice {
    PurposeState state = PurposeState::Unknown;
    bool is_explicit = false;
  };

  const Policy* policy_;
  std::optional<bool> gpc_;
  std::array<Choice, kMaxPurposes> choices_{};
};

}  // namespace sluice
