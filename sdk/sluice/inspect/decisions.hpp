#pragma once

#include "sluice/inspect/behaviour.hpp"
#include "sluice/inspect/signal_samples.hpp"

namespace sluice::inspect {

// How two policies decide about purposes by what is heard, compared by letting
// each hear the same.
class Decisions {
 public:
  Decisions(const Policy& before, const Policy& after, Changes& changes);

  // Under the regimes that `behaviour` has entered. What follows of purposes
  // that are decided differently is compared by it, too.
  void compare(Behaviour& behaviour);

  // Whether there were too many combinations to hear them all.
  [[nodiscard]] bool is_sampled() const noexcept { return sampled_; }
  [[nodiscard]] std::size_t situations() const noexcept { return situations_; }

 private:
  using Combination = std::vector<std::size_t>;  // of facts_, one each

  [[nodiscard]] bool is_the_same(const Behaviour& behaviour) const;
  bool hear(const Combination& combination, Behaviour& behaviour);
  void note(const Combination& combination, const Behaviour& behaviour,
            const Behaviour::Vector& before, const Behaviour::Vector& after);
  [[nodiscard]] Behaviour::Vector states_of(const Policy& policy,
                                            const Locale& locale,
                                            const Combination& combination,
                                            const Behaviour& behaviour) const;
  [[nodiscard]] bool next(Combination& combination);

  const Policy& before_;
  const Policy& after_;
  Changes& changes_;
  std::vector<std::vector<SignalSample>> facts_;
  std::vector<std::pair<Behaviour::Vector, Behaviour::Vector>> compared_;
  bool sampled_ = false;
  std::uint32_t random_ = 0;
  std::size_t situations_ = 0;
};

}  // namespace sluice::inspect
