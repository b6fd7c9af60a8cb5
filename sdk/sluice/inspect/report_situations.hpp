#pragma once

#include <string_view>
#include <vector>

#include "sluice/consent/consent.hpp"
#include "sluice/inspect/page.hpp"
#include "sluice/inspect/reach.hpp"

namespace sluice::inspect {

// What the gate does in one situation.
struct Outcome {
  Text purposes;
  Text events;
  Text storage;

  [[nodiscard]] bool is(const Outcome& other) const noexcept {
    return std::string_view(purposes) == std::string_view(other.purposes) &&
           std::string_view(events) == std::string_view(other.events) &&
           std::string_view(storage) == std::string_view(other.storage);
  }
};

// What a consent leads to, asked of the gate.
[[nodiscard]] Outcome outcome_of(const Consent& consent);

// What happens to visitors of one place before, after and without each choice.
class Situations {
 public:
  Situations(const Policy& policy, const Locale& locale);

  // Rows for a table: the situation, the purposes, the outcome of events, and
  // what may be stored.
  [[nodiscard]] std::vector<Page::Cells>& rows() noexcept { return rows_; }

  // Whether the same happens in all of them.
  [[nodiscard]] bool is_always_the_same() const noexcept { return same_; }
  [[nodiscard]] bool can_be_withdrawn() const noexcept { return withdrawn_; }
  [[nodiscard]] const Outcome& first() const noexcept { return outcomes_[0]; }

 private:
  [[nodiscard]] Consent after(const std::vector<Text>& facts) const;
  void add(std::string_view label, const std::vector<Text>& facts);
  void note(std::string_view label, Outcome outcome);
  void add_before();
  void add_choices();
  void add_privacy_control();
  void add_withdrawal();

  const Policy& policy_;
  const Locale& locale_;
  std::vector<Page::Cells> rows_;
  std::vector<Outcome> outcomes_;
  bool same_ = true;
  bool withdrawn_ = false;
};

}  // namespace sluice::inspect
