#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

class RegimeLint {
 public:
  RegimeLint(const Policy& policy, Remarks& remarks)
      : policy_(policy),
        regimes_(policy.member("regimes")),
        remarks_(remarks) {}

  void run() {
    check_places();
    for (auto one = regimes_.first(); one.exists(); one = one.next()) {
      const auto model = one.member("model");
      check_hold(one);
      if (model.says("opt-in")) check_opt_in(one);
      if (model.says("opt-out")) check_opt_out(one);
    }
  }

 private:
  void check_places() {
    bool is_whole = false;
    json::Value strict;
    json::Value unknown;
    for (auto one = regimes_.first(); one.exists(); one = one.next()) {
      is_whole = is_whole || matches_any(one.member("regions"), "*");
      if (one.member("model").says("opt-in") && !strict.exists()) strict = one;
      if (one.member("id").text() == policy_.member("unknownRegion").text()) {
        unknown = one;
      }
    }
    if (!is_whole) {
      remarks_.error_at_name(regimes_, "P030",
                             Text("no regime matches \"*\": events of visitors "
                                  "from elsewhere would be dropped silently; "
                                  "add a last regime"));
    }
    const auto model = unknown.member("model").text();
    const bool is_lax = model == "opt-out" || model == "exempt";
    if (!strict.exists() || !is_lax || unknown.member("note").exists()) return;
    remarks_.warn_at_name(
        policy_.member("unknownRegion"), "P032",
        join(
            {"unknown region falls to ", quoted(unknown.member("id").text()),
             " (", model,
             ") although an opt-in regime exists; if that is meant, say why in "
             "its \"note\""}));
  }

  // Whether an event can be held under it: by its own mode, or a rule's.
  [[nodiscard]] bool holds(json::Value unknown) const noexcept {
    if (unknown.member("mode").says("hold")) return true;
    auto event = policy_.member("events").first();
    for (; event.exists(); event = event.next()) {
      if (event.member("whileUnknown").says("hold")) return true;
    }
    return false;
  }

  void check_hold(json::Value regime) {
    const auto unknown = regime.member("unknown");
    if (!holds(unknown)) return;
    const auto age = unknown.member("maxAge");
    if (!age.exists() || !unknown.member("maxEvents").exists()) {
      remarks_.error_at_name(unknown, "P042",
                             Text("hold needs maxAge and maxEvents"));
    }
    if (duration_ms(age, 0) > kMaxHoldMs) {
      remarks_.warn_at_name(age, "P043",
                            join({age.text(),
                                  " is longer than the 30m for "
                                  "which events are held"}));
    }
    check_most(unknown.member("maxEvents"), kMaxHeldEvents, " events");
    check_most(unknown.member("maxBytes"), kMaxHeldBytes, " bytes");
  }

  void check_most(json::Value limit, std::size_t most, std::string_view what) {
    if (limit.number_or(0) <= static_cast<double>(most)) return;
    remarks_.warn_at_name(limit, "P043",
                          join({limit.text(), " is more than the ",
                                count_text(most), what, " that are held"}));
  }

  void check_opt_in(json::Value regime) {
    auto purpose = regime.member("purposes").first();
    for (; purpose.exists(); purpose = purpose.next()) {
      const auto otherwise = purpose.member("else");
      if (!otherwise.says("granted")) continue;
      remarks_.error_at_name(
          otherwise, "P033",
          join({"regime ", quoted(regime.member("id").text()),
                " is opt-in, but ", purpose.name(),
                " becomes granted when nothing decided"}));
    }
    const auto unknown = regime.member("unknown");
    const bool has_note =
        regime.member("note").exists() || unknown.member("note").exists();
    if (has_note) return;
    if (unknown.member("mode").says("cookieless")) warn_cookieless(unknown);
    if (unknown.member("onExpire").says("cookieless")) {
      warn_cookieless(unknown.member("onExpire"));
    }
    auto event = policy_.member("events").first();
    for (; event.exists(); event = event.next()) {
      const auto mode = event.member("whileUnknown");
      if (mode.says("cookieless") && !event.member("note").exists()) {
        warn_cookieless(mode);
      }
    }
  }

  void warn_cookieless(json::Value at) {
    remarks_.warn_at_name(
        at, "P044",
        Text("cookieless sending before a choice in an opt-in regime: EDPB "
             "Guidelines 2/2023 treat script-read device data as access too; "
             "name the exemption in \"note\""));
  }

  // Whether it is in force in a place where GPC binds.
  [[nodiscard]] bool is_where_gpc_binds(json::Value regime) const {
    auto states = regions_of("US-UOOM");
    while (!states.empty()) {
      const auto state = states.substr(0, states.find(' '));
      states.remove_prefix(std::min(state.size() + 1, states.size()));
      auto first = regimes_.first();
      while (first.exists() &&
             !matches_region(first.member("regions"), state)) {
        first = first.next();
      }
      if (first == regime) return true;
    }
    return false;
  }

  [[nodiscard]] bool has_gpc_veto(json::Value rule) const {
    auto veto = rule.member("veto").first();
    for (; veto.exists(); veto = veto.next()) {
      const auto named = veto.member("signal");
      const auto signal = policy_.member("signals").member(
          named.exists() ? named.text() : veto.text());
      if (signal.member("read").says("gpc") &&
          matches_any(signal.member("denies"), rule.name())) {
        return true;
      }
    }
    return false;
  }

  void check_opt_out(json::Value regime) {
    const bool binds = is_where_gpc_binds(regime);
    auto purpose = regime.member("purposes").first();
    for (; binds && purpose.exists(); purpose = purpose.next()) {
      const auto definition = policy_.member("purposes").member(purpose.name());
      if (!definition.is_set("sells") || has_gpc_veto(purpose)) {
        continue;
      }
      remarks_.warn_at_name(
          purpose, "P051",
          join({"opt-out regime ", quoted(regime.member("id").text()), " lets ",
                purpose.name(),
                " (sale/sharing) run without a GPC veto; US-UOOM (as of ",
                kRegionsAsOf, ") includes places where GPC binds"}));
    }
  }

  const Policy& policy_;
  json::Value regimes_;
  Remarks& remarks_;
};

}  // namespace

void lint_regimes(const Policy& policy, Remarks& remarks) {
  RegimeLint(policy, remarks).run();
}

}  // namespace sluice::inspect
