#include "sluice/inspect/markov.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice::inspect {
namespace {

using Row = std::vector<double>;

// Solves the equations by Gauss' elimination; the last column of a row is its
// right side. What the first unknown is. There is exactly one solution: every
// way ends.
double solve_first(std::vector<Row> rows) {
  const std::size_t size = rows.size();
  // From the last unknown to the first, which then stands alone.
  for (std::size_t k = size; k-- > 0;) {
    std::size_t pivot = k;
    for (std::size_t i = 0; i < k; ++i) {
      if (std::abs(rows[i][k]) > std::abs(rows[pivot][k])) pivot = i;
    }
    std::swap(rows[k], rows[pivot]);
    for (std::size_t i = 0; i < k; ++i) {
      const double factor = rows[i][k] / rows[k][k];
      for (std::size_t j = 0; j <= size; ++j) {
        rows[i][j] -= factor * rows[k][j];
      }
    }
  }
  return rows[0][size] / rows[0][0];
}

}  // namespace

MarkovChain::MarkovChain(std::size_t channels)
    : channels_(channels), steps_(width() * width()), leaves_(width()) {}

void MarkovChain::add(const std::vector<std::size_t>& channels,
                      bool has_converted) {
  std::size_t from = outside();
  for (const std::size_t to : channels) {
    step(from, to);
    from = to;
  }
  step(from, has_converted ? converted() : outside());
}

void MarkovChain::step(std::size_t from, std::size_t to) {
  ++steps_[from * width() + to];
  ++leaves_[from];
}

// The rate x of a place is that of where one goes next: for all of them,
// x_i - sum p_ij x_j = p_i(converted). Outside, where everybody starts, comes
// first; who goes back there, or to `removed`, is lost.
double MarkovChain::conversion_rate(std::size_t removed) const {
  std::vector<std::size_t> places = {outside()};
  for (std::size_t i = 0; i < channels_; ++i) {
    if (i != removed && leaves_[i] > 0) places.push_back(i);
  }
  std::vector<Row> rows;
  for (const std::size_t from : places) {
    const double* steps = &steps_[from * width()];
    Row row;
    for (const std::size_t to : places) {
      const double p = to == outside() ? 0 : steps[to] / leaves_[from];
      row.push_back((from == to ? 1 : 0) - p);
    }
    row.push_back(steps[converted()] / leaves_[from]);
    rows.push_back(std::move(row));
  }
  return solve_first(std::move(rows));
}

std::vector<double> MarkovChain::removal_effects() const {
  std::vector<double> effects(channels_);
  if (leaves_[outside()] == 0) return effects;
  const double whole = conversion_rate(outside());
  for (std::size_t i = 0; i < channels_ && whole > 0; ++i) {
    effects[i] = std::max(0.0, 1 - conversion_rate(i) / whole);
  }
  return effects;
}

}  // namespace sluice::inspect
