#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "inspect.hpp"

namespace sluice::test {

// Situations by chance, the same ones for the same seed: policies that differ
// from those of tests/policies by a few edits, what is heard, and events.
class Chance {
 public:
  explicit Chance(std::uint32_t seed) : engine_(seed) {}

  // From 0 to below `count`.
  std::size_t below(std::size_t count) { return engine_() % count; }
  bool one_in(std::size_t count) { return below(count) == 0; }
  template <class T>
  const T& pick(const std::vector<T>& all) {
    return all[below(all.size())];
  }

  // One of the five policies and of the presets.
  Json policy();
  // Changes one thing that matters.
  void edit(Json& policy);

  // "" where nobody knows.
  std::string region();
  // Facts of the signals that the policy reads, in some order.
  Json signals(const Json& policy);
  // Of event.schema.json.
  Json event(const Json& policy);

 private:
  Json fact(const Json& definition);
  Json choices(const Json& definition);
  Json names(const Json& object);
  Json action();
  Json field_rule(const Json& policy);
  void edit_list(Json& rules, const Json& policy);
  void edit_regime(Json& regime, const Json& policy);
  void edit_event(Json& rule, const Json& policy);
  void edit_destination(Json& policy);
  void edit_signal(Json& policy);

  std::mt19937 engine_;
};

}  // namespace sluice::test
