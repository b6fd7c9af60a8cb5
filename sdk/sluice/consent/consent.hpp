#pragma once

#include <array>
#include <cstddef>
#include <list>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/consent/verdict.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The state of one purpose, and what decided it: a value of the policy (an
// entry of "veto" or "decide", or "else"), and the words of that signal.
struct Finding {
  PurposeState state = PurposeState::Denied;
  json::Value rule;
  const char* why = "";
  // A signal decided, and not the policy or a default of the site.
  bool is_choice = false;

  // "granted", "denied", "unknown"; "not asked" of a purpose that is permitted
  // although nobody granted it.
  [[nodiscard]] std::string_view state_name() const noexcept;
};

// What was read of one signal of the policy.
struct Signal {
  json::Value definition;  // the member of "signals"
  std::array<Verdict, kMaxPurposes> verdicts{};
  ConsentMode mode;
  // Defaults for lists of regions that came before the region was known.
  std::list<Text> early_defaults;
  Text heard;  // the last fact as JSON; empty if there was none
};

// What all signals say, judged by a policy under the law of a place: the state
// of each purpose.
class Consent {
 public:
  // `policy` must outlive the consent.
  explicit Consent(const Policy& policy);

  // Where the visitor is, "FR" or "US-CA"; empty: not known. A child's regime
  // wins over every region's.
  void set_place(std::string_view region, bool is_child);
  // While the site still looks it up, nothing is decided.
  void await_place() noexcept;

  // Takes a fact `signal`. False if the policy reads no signal of that kind.
  [[nodiscard]] bool take(json::Value fact, double time_ms);

  // The visitor withdrew or refused these purposes in another tab. They are
  // denied until a signal of this page grants them anew.
  void withdraw(PurposeMask purposes) noexcept;

  // Whether the site's own choice about that category means anything.
  [[nodiscard]] bool knows_choice(std::string_view category) const noexcept;

  // From now on the purposes that are granted count as given: until all signals
  // that speak at once were heard, a default is no grant.
  void note_granted() noexcept {
    were_granted_ |= in_state(PurposeState::Granted);
  }
  // Those that were granted on this page and are denied now. One that has only
  // become unknown, as while a dialog is open again, is not withdrawn.
  [[nodiscard]] PurposeMask withdrawn() const noexcept {
    return were_granted_ & in_state(PurposeState::Denied);
  }

  [[nodiscard]] const Finding& finding(std::size_t purpose) const noexcept {
    return findings_[purpose];
  }
  // For tools, which ask what if: the purpose is in that state until the next
  // fact. `is_choice`: by a choice of the visitor's.
  void suppose(std::size_t purpose, PurposeState state,
               bool is_choice = true) noexcept {
    findings_[purpose].state = state;
    findings_[purpose].is_choice = is_choice;
    note_states();
  }
  [[nodiscard]] PurposeState state(std::size_t purpose) const noexcept {
    return findings_[purpose].state;
  }
  // The purposes in that state.
  [[nodiscard]] PurposeMask in_state(PurposeState state) const noexcept {
    return masks_[static_cast<std::size_t>(state)];
  }
  // Those that a signal granted or denied.
  [[nodiscard]] PurposeMask chosen() const noexcept { return chosen_; }

  // Whether an objection by signal (GPC, GPP, ...) stands: a page may have to
  // say so. https://www.law.cornell.edu/regulations/california/11-CCR-7025
  [[nodiscard]] bool honors_objection() const noexcept;

  // Whether the law of the place lets nothing leave at all.
  [[nodiscard]] bool forbids_all() const noexcept {
    return !regime_.exists() || regime_.member("model").says("none");
  }
  [[nodiscard]] bool awaits_place() const noexcept { return awaits_place_; }

  // The regime in force; absent if the policy has none for this place.
  [[nodiscard]] json::Value regime() const noexcept { return regime_; }
  [[nodiscard]] std::string_view region() const noexcept { return region_; }

  [[nodiscard]] const Policy& policy() const noexcept { return *policy_; }
  [[nodiscard]] const std::list<Signal>& signals() const noexcept {
    return signals_;
  }

 private:
  void take_mode(Signal& signal, json::Value fact);
  void settle();
  void note_states() noexcept;
  [[nodiscard]] json::Value find_regime() const noexcept;
  [[nodiscard]] const Signal* find_signal(std::string_view name) const noexcept;
  [[nodiscard]] Verdict verdict(const Signal& signal,
                                std::size_t purpose) const noexcept;
  [[nodiscard]] bool is_overridden(json::Value veto, const Verdict& objection,
                                   std::size_t purpose) const noexcept;
  [[nodiscard]] Finding decide(std::size_t purpose) const noexcept;

  const Policy* policy_;
  std::list<Signal> signals_;  // in the order of the policy
  std::array<Finding, kMaxPurposes> findings_{};
  std::array<PurposeMask, 3> masks_{};  // by state
  PurposeMask chosen_ = 0;
  PurposeMask were_granted_ = 0;
  PurposeMask withdrawn_elsewhere_ = 0;
  json::Value regime_;
  Text region_;
  bool is_child_ = false;
  bool awaits_place_ = false;
};

}  // namespace sluice
