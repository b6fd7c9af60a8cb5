#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/place_names.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Whether everybody in `region` is in `other`, too. The members of a group are
// asked for one by one.
bool is_within(std::string_view region, std::string_view other) noexcept {
  if (region == other || other == "*") return true;
  const bool is_place = region != "*" && regions_of(region).empty();
  return is_place && matches_region(other, region);
}

// Which regimes can be in force, and where: the first one that a visitor is in
// is, so that those before it take places away from each.
class OrderLint {
 public:
  OrderLint(const Policy& policy, Remarks& remarks)
      : policy_(policy),
        regimes_(policy.member("regimes")),
        remarks_(remarks) {}

  void run() {
    for (auto one = regimes_.first(); one.exists(); one = one.next()) {
      check_name(one);
      one.member("audience").exists() ? check_child(one) : check_regions(one);
    }
  }

 private:
  struct Taker {
    json::Value regime;
    json::Value region;
  };

  void check_name(json::Value regime) {
    const auto id = regime.member("id");
    auto before = regimes_.first();
    while (before.member("id").text() != id.text()) before = before.next();
    if (before == regime) return;
    remarks_.error_at(id, "P020",
                      join({"a second regime ", quoted(id.text()),
                            ": each needs a name of its own"}));
  }

  void check_child(json::Value regime) {
    auto before = regimes_.first();
    while (!before.member("audience").exists()) before = before.next();
    if (before == regime) return;
    say_never(regime, join({name_of(before), " is for children already"}));
  }

  void check_regions(json::Value regime) {
    const auto regions = regime.member("regions");
    const bool is_for_unknown =
        regime.member("id").text() == policy_.member("unknownRegion").text();
    bool has_place = is_for_unknown;
    json::Value first_taker;
    each_one(regions, [&](json::Value region) {
      const Taker taker = taker_of(regime, region.text());
      has_place = has_place || !taker.regime.exists();
      if (!first_taker.exists()) first_taker = taker.regime;
    });
    if (!has_place) {
      return say_never(regime,
                       first_taker.exists()
                           ? why_never(regime)
                           : Text("it is for no region, and for no audience"));
    }
    each_one(regions, [&](json::Value region) {
      const Taker taker = taker_of(regime, region.text());
      if (!taker.regime.exists()) return;
      remarks_.error_at(
          region, "P020",
          join({quoted(region.text()), " can never match: ", taken_by(taker)}));
    });
  }

  [[nodiscard]] Text why_never(json::Value regime) const {
    const Taker taker =
        taker_of(regime, regime.member("regions").first().text());
    return taken_by(taker);
  }

  // The regime before `regime` that takes all of a region; the last of several
  // that take the places of a group one by one. Absent if some are left.
  [[nodiscard]] Taker taker_of(json::Value regime,
                               std::string_view region) const {
    const Taker whole = taker_of_one(regime, region);
    auto group = regions_of(region);
    if (whole.regime.exists() || group.empty()) return whole;
    Taker last;
    while (!group.empty()) {
      const Taker one = taker_of_one(regime, next_word(group));
      if (!one.regime.exists()) return {};
      if (!last.regime.exists() || last.regime.precedes(one.regime)) last = one;
    }
    return last;
  }

  [[nodiscard]] Taker taker_of_one(json::Value regime,
                                   std::string_view region) const {
    for (auto one = regimes_.first(); one != regime; one = one.next()) {
      if (one.member("audience").exists()) continue;
      Taker taker;
      each_one(one.member("regions"), [&](json::Value other) {
        if (!taker.regime.exists() && is_within(region, other.text())) {
          taker = {one, other};
        }
      });
      if (taker.regime.exists()) return taker;
    }
    return {};
  }

  [[nodiscard]] Text name_of(json::Value regime) const {
    return join({"regime ", quoted(regime.member("id").text()), " (line ",
                 count_text(remarks_.places().of(regime).line), ")"});
  }

  [[nodiscard]] Text taken_by(const Taker& taker) const {
    return join({name_of(taker.regime), " stands before it and is for ",
                 quoted(taker.region.text())});
  }

  void say_never(json::Value regime, const Text& why) {
    const auto id = regime.member("id");
    remarks_.error_at(
        id, "P020",
        join({"regime ", quoted(id.text()), " can never be in force: ", why}));
  }

  const Policy& policy_;
  json::Value regimes_;
  Remarks& remarks_;
};

}  // namespace

void lint_places(json::Value policy, Remarks& remarks) {
  auto regime = policy.member("regimes").first();
  for (; regime.exists(); regime = regime.next()) {
    each_one(regime.member("regions"), [&remarks](json::Value region) {
      if (!region.is(json::Kind::Text)) return;
      auto flaw = region_flaw(region.text());
      if (flaw) remarks.replace_at(region, "P011", std::move(*flaw));
    });
  }
}

void lint_order(const Policy& policy, Remarks& remarks) {
  OrderLint(policy, remarks).run();
}

}  // namespace sluice::inspect
