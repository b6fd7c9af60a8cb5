#include "sluice/attribution/model.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "sluice/attribution/decay.hpp"

namespace sluice::test {
namespace {

using Weights = std::vector<std::uint32_t>;

constexpr double kDayMs = 24 * 60 * 60 * 1000.0;

TouchWeight touch(double day, bool is_direct = false) {
  TouchWeight one;
  one.time_ms = day * kDayMs;
  one.is_direct = is_direct;
  return one;
}

TouchWeight direct(double day) { return touch(day, true); }

TouchWeight view(double day) {
  TouchWeight one = touch(day);
  one.is_view = true;
  return one;
}

Weights weights_of(const std::vector<TouchWeight>& touches) {
  Weights weights;
  for (const TouchWeight& one : touches) weights.push_back(one.weight);
  return weights;
}

Weights weigh_by(const Attribution& attribution,
                 std::vector<TouchWeight> touches, double converted_day) {
  assign_weights(touches, converted_day * kDayMs, attribution);
  return weights_of(touches);
}

Weights weigh_by(Model model, std::vector<TouchWeight> touches,
                 double converted_day = 1000) {
  Attribution attribution;
  attribution.model = model;
  attribution.lookback_ms = 1000 * kDayMs;
  attribution.view_window_ms = 1000 * kDayMs;
  return weigh_by(attribution, std::move(touches), converted_day);
}

TEST_CASE("apportion: what rounding leaves goes to the largest remainders",
          "[model]") {
  const auto of = [](const std::vector<std::uint64_t>& shares) {
    std::vector<TouchWeight> touches(shares.size());
    for (std::size_t i = 0; i < shares.size(); ++i) {
      touches[i].order = i;
      touches[i].share = shares[i];
    }
    apportion(touches);
    return weights_of(touches);
  };
  CHECK(of({1, 1, 1}) == Weights{3334, 3333, 3333});
  CHECK(of({1, 2, 4}) == Weights{1429, 2857, 5714});
  CHECK(of({0, 0}) == Weights{0, 0});
  CHECK(of({0, 7, 0}) == Weights{0, 10000, 0});
  CHECK(of({}).empty());
}

TEST_CASE("decay: whole half-lives are exact", "[model]") {
  const auto one = std::uint64_t{1} << kDecayBits;
  for (int n = 0; n <= kDecayBits; ++n) {
    CHECK(decay(static_cast<std::uint64_t>(n) * 604800000, 604800000) ==
          one >> n);
  }
  CHECK(decay(51 * 604800000ULL, 604800000) == 0);
  CHECK(decay(std::uint64_t{1} << 62, 1) == 0);
}

TEST_CASE("decay: is 2^-x to the last bit but one, and never rises",
          "[model]") {
  const double one = std::pow(2, kDecayBits);
  std::uint64_t before = ~std::uint64_t{0};
  for (std::uint64_t age = 0; age < 100000; age += 7) {
    const auto value = decay(age, 9973);
    const double expected = one * std::exp2(-static_cast<double>(age) / 9973);
    REQUIRE(std::abs(static_cast<double>(value) - expected) <= 2);
    REQUIRE(value <= before);
    before = value;
  }
}

TEST_CASE("model: first and last give all to one touch", "[model]") {
  const std::vector<TouchWeight> touches = {touch(1), touch(2), direct(3)};
  CHECK(weigh_by(Model::First, touches) == Weights{10000, 0, 0});
  CHECK(weigh_by(Model::Last, touches) == Weights{0, 0, 10000});
  CHECK(weigh_by(Model::LastNonDirect, touches) == Weights{0, 10000, 0});
}

TEST_CASE("model: last_non_direct is the last where all are direct",
          "[model]") {
  CHECK(weigh_by(Model::LastNonDirect, {direct(1), direct(2)}) ==
        Weights{0, 10000});
}

TEST_CASE("model: position_based is 40/20/40, and 50/50 of two", "[model]") {
  const auto of = [](int count) {
    std::vector<TouchWeight> touches;
    for (int i = 0; i < count; ++i) touches.push_back(touch(i));
    return weigh_by(Model::PositionBased, touches);
  };
  CHECK(of(1) == Weights{10000});
  CHECK(of(2) == Weights{5000, 5000});
  CHECK(of(3) == Weights{4000, 2000, 4000});
  CHECK(of(4) == Weights{4000, 1000, 1000, 4000});
  CHECK(of(5) == Weights{4000, 667, 667, 666, 4000});
}

TEST_CASE("model: time_decay halves with each half-life", "[model]") {
  CHECK(weigh_by(Model::TimeDecay, {touch(0), touch(7), touch(14)}, 14) ==
        Weights{1429, 2857, 5714});
  // All of them are old: what counts is how old beside each other.
  CHECK(weigh_by(Model::TimeDecay, {touch(0), touch(7)}, 999) ==
        Weights{3333, 6667});
}

TEST_CASE("model: a view is not worth a click, but more than a direct visit",
          "[model]") {
  const std::vector<TouchWeight> touches = {direct(1), view(2)};
  CHECK(weigh_by(Model::Last, touches) == Weights{10000, 0});
  CHECK(weigh_by(Model::LastNonDirect, touches) == Weights{0, 10000});
  CHECK(weigh_by(Model::First, {view(2), touch(3)}) == Weights{0, 10000});
  CHECK(weigh_by(Model::Last, {view(2)}) == Weights{10000});
  CHECK(weigh_by(Model::Linear, touches) == Weights{5000, 5000});
}

TEST_CASE("model: what came after the conversion or too early has nothing",
          "[model]") {
  Attribution attribution;
  attribution.model = Model::Linear;
  const std::vector<TouchWeight> touches = {
      touch(9.99), touch(10), view(98.5), touch(99), touch(100), touch(100.01)};
  CHECK(weigh_by(attribution, touches, 100) ==
        Weights{0, 3334, 0, 3333, 3333, 0});
  CHECK(weigh_by(attribution, {touch(2)}, 1) == Weights{0});
  CHECK(weigh_by(attribution, {}, 1).empty());
}

TEST_CASE("model: weights follow the given order of the touches", "[model]") {
  const std::vector<TouchWeight> touches = {touch(3), touch(1), touch(2),
                                            touch(2)};
  CHECK(weigh_by(Model::First, touches) == Weights{0, 10000, 0, 0});
  CHECK(weigh_by(Model::Last, touches) == Weights{10000, 0, 0, 0});
  CHECK(weigh_by(Model::PositionBased, touches) ==
        Weights{4000, 4000, 1000, 1000});
  // Of equal times the one that stands first came first.
  CHECK(weigh_by(Model::Last, {touch(2), touch(2)}) == Weights{0, 10000});
}

// A small generator: the numbers only have to be all over the place.
class Dice {
 public:
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
    return static_cast<std::uint32_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 1;
};

TEST_CASE("model: weights of any touches add up to 10000 exactly", "[model]") {
  Dice dice;
  for (int round = 0; round < 2000; ++round) {
    std::vector<TouchWeight> touches;
    for (auto n = dice.below(40) + 1; n > 0; --n) {
      touches.push_back(touch(dice.below(90000) / 1000.0, dice.below(3) == 0));
      touches.back().is_view = dice.below(4) == 0;
    }
    for (std::size_t i = 0; i < kModelNames.size(); ++i) {
      const auto weights = weigh_by(static_cast<Model>(i), touches);
      REQUIRE(std::accumulate(weights.begin(), weights.end(), 0U) ==
              kWholeWeight);
    }
    // Never more for what is older.
    const auto decayed = weigh_by(Model::TimeDecay, touches);
    for (std::size_t a = 0; a < touches.size(); ++a) {
      for (std::size_t b = 0; b < touches.size(); ++b) {
        if (touches[a].time_ms < touches[b].time_ms) {
          REQUIRE(decayed[a] <= decayed[b]);
        }
      }
    }
  }
}

TEST_CASE("model: is found by its name alone", "[model]") {
  CHECK(find_model("time_decay") == Model::TimeDecay);
  CHECK_FALSE(find_model("Time_Decay"));
  CHECK_FALSE(find_model(""));
}

}  // namespace
}  // namespace sluice::test
