#pragma once

#include <cstddef>
#include <vector>

namespace sluice::inspect {

// Visitors on their way from channel to channel, as a first-order Markov chain:
// where one goes next depends on where they are alone. Solved, not simulated.
// Anderl et al. 2016, https://doi.org/10.1016/j.ijresmar.2016.03.001
class MarkovChain {
 public:
  explicit MarkovChain(std::size_t channels);

  // One visitor's way: indices of channels below that count, in order.
  void add(const std::vector<std::size_t>& channels, bool converted);

  // For each channel, the share of all conversions that would not have been
  // without it, if those on their way to it were lost: 0 to 1. All 0 where
  // nobody converted.
  [[nodiscard]] std::vector<double> removal_effects() const;

 private:
  void step(std::size_t from, std::size_t to);
  [[nodiscard]] double conversion_rate(std::size_t removed) const;

  // Places: the channels, and behind them
  [[nodiscard]] std::size_t outside() const noexcept { return channels_; }
  [[nodiscard]] std::size_t converted() const noexcept { return channels_ + 1; }
  [[nodiscard]] std::size_t width() const noexcept { return channels_ + 2; }

  std::size_t channels_;
  std::vector<double> steps_;   // how often from place to place, by rows
  std::vector<double> leaves_;  // how often from place to anywhere
};

}  // namespace sluice::inspect
