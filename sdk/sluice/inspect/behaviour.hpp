#pragma once

#include <optional>
#include <vector>

#include "sluice/consent/consent.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/inspect/changes.hpp"
#include "sluice/inspect/reach.hpp"

namespace sluice::inspect {

// What two policies do under one pair of regimes, compared by asking the gate.
class Behaviour {
 public:
  // Locales that both policies treat alike.
  using Locales = std::vector<const Locale*>;
  // A state for each of purposes().
  using Vector = std::vector<PurposeState>;

  Behaviour(const Policy& before, const Policy& after, Changes& changes);

  void enter(const Locales& locales);

  // Compares all events, destinations, fields and storage while the purposes
  // have these states.
  void compare(const Vector& before, const Vector& after);

  [[nodiscard]] const Consent& before() const noexcept { return before_; }
  [[nodiscard]] const Consent& after() const noexcept { return after_; }
  [[nodiscard]] const Locales& locales() const noexcept { return locales_; }

  // Those of either policy.
  [[nodiscard]] const std::vector<std::string_view>& purposes() const noexcept {
    return purposes_;
  }
  [[nodiscard]] std::size_t situations() const noexcept { return situations_; }

 private:
  using Found = std::vector<std::size_t>;  // of changes_

  void compare_event(std::string_view event, bool expired);
  void compare_destination(std::size_t index, std::string_view event,
                           Ruling before, Ruling after);
  void compare_storage();
  const Found& field_changes(std::size_t destination, Ruling before,
                             Ruling after);
  Found compare_fields(std::string_view destination, Ruling before,
                       Ruling after);
  void count(std::size_t change, std::string_view event);
  [[nodiscard]] Text states_words() const;

  Changes& changes_;
  Consent before_;
  Consent after_;
  Locales locales_;
  std::vector<std::string_view> purposes_;
  std::vector<std::string_view> events_;
  std::vector<std::string_view> paths_;
  std::vector<std::string_view> destinations_;
  std::vector<std::string_view> storage_;
  // By destination and the two rulings, for the present states.
  std::vector<std::optional<Found>> fields_;
  Text example_;
  std::size_t situations_ = 0;
};

}  // namespace sluice::inspect
