#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

class NameLint {
 public:
  NameLint(const Policy& policy, Remarks& remarks)
      : policy_(policy), remarks_(remarks) {}

  void run() {
    check_signals();
    auto regime = policy_.member("regimes").first();
    for (; regime.exists(); regime = regime.next()) check_regime(regime);
    check_lists("events", "needs");
    check_lists("fields", "if");
    check_lists("storage", "needs");
    check_lists("destinations", "needs");
    auto field = policy_.member("fields").first();
    for (; field.exists(); field = field.next()) {
      check(field.member("to"), "destinations", "destination");
    }
    check(policy_.member("receipt").member("to"), "destinations",
          "destination");
    check_unknown_region();
  }

 private:
  void check_signals() {
    auto signal = policy_.member("signals").first();
    for (; signal.exists(); signal = signal.next()) {
      check_members(signal.member("map"));
      check(signal.member("denies"), "purposes", "purpose");
    }
  }

  void check_regime(json::Value regime) {
    const auto purposes = regime.member("purposes");
    check_members(purposes);
    for (auto one = purposes.first(); one.exists(); one = one.next()) {
      auto veto = one.member("veto").first();
      for (; veto.exists(); veto = veto.next()) {
        const auto named = veto.member("signal");
        check(named.exists() ? named : veto, "signals", "signal");
        check_unless(veto.member("unless"));
      }
      check(one.member("decide"), "signals", "signal");
    }
    check(regime.member("withdrawal").member("tell"), "destinations",
          "destination");
  }

  void check_unless(json::Value unless) {
    const auto name = unless.text().substr(0, unless.text().rfind('.'));
    if (unless.exists()) check_name(unless, name, "signals", "signal");
  }

  void check_lists(const char* rules, const char* names) {
    auto rule = policy_.member(rules).first();
    for (; rule.exists(); rule = rule.next()) {
      check(rule.member(names), "purposes", "purpose");
    }
  }

  void check_members(json::Value map) {
    const auto purposes = policy_.member("purposes");
    for (auto one = map.first(); one.exists(); one = one.next()) {
      if (purposes.member(one.name()).exists()) continue;
      remarks_.error_at_name(one, "P010",
                             message(one.name(), purposes, "purpose"));
    }
  }

  void check(json::Value names, const char* list, std::string_view what) {
    each_one(names,
             [&](json::Value one) { check_name(one, one.text(), list, what); });
  }

  void check_name(json::Value at, std::string_view name, const char* list,
                  std::string_view what) {
    const auto known = policy_.member(list);
    if (known.member(name).exists()) return;
    remarks_.error_at(at, "P010", message(name, known, what));
  }

  static Text message(std::string_view name, json::Value known,
                      std::string_view what) {
    return join({"unknown ", what, " ", quoted(name),
                 did_you_mean(name, member_names(known))});
  }

  void check_unknown_region() {
    const auto unknown = policy_.member("unknownRegion");
    std::vector<std::string_view> ids;
    auto regime = policy_.member("regimes").first();
    for (; regime.exists(); regime = regime.next()) {
      ids.push_back(regime.member("id").text());
      if (ids.back() == unknown.text()) return;
    }
    remarks_.error_at(unknown, "P031",
                      join({"no regime is called ", quoted(unknown.text()),
                            ": events of visitors whose region "
                            "is not known would be dropped silently",
                            did_you_mean(unknown.text(), ids)}));
  }

  const Policy& policy_;
  Remarks& remarks_;
};

}  // namespace

void lint_names(const Policy& policy, Remarks& remarks) {
  NameLint(policy, remarks).run();
}

}  // namespace sluice::inspect
