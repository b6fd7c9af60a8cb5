#include "sluice/inspect/reach.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

using enum PurposeState;
using Names = std::vector<std::string_view>;

// A code that ISO 3166-1 leaves to its users, so that no policy names it.
constexpr std::string_view kElsewhere = "QZ";

void add_name(Names& names, std::string_view name) {
  for (const auto known : names) {
    if (known == name) return;
  }
  names.push_back(name);
}

void add_globs(Names& names, json::Value rules, const char* member) {
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    each_one(rule.member(member),
             [&names](json::Value glob) { add_name(names, glob.text()); });
  }
}

bool is_among(const Names& names, std::string_view name) noexcept {
  for (const auto known : names) {
    if (known == name) return true;
  }
  return false;
}

// A region of a group that no regime names itself: as good as any other such.
std::string_view unnamed(std::string_view regions, const Names& named) {
  while (!regions.empty()) {
    const auto one = regions.substr(0, regions.find(' '));
    if (!is_among(named, one)) return one;
    regions.remove_prefix(std::min(one.size() + 1, regions.size()));
  }
  return {};
}

bool has_child_regime(const Policy& policy) noexcept {
  auto one = policy.member("regimes").first();
  while (one.exists() && !one.member("audience").exists()) one = one.next();
  return one.exists();
}

// What a signal can say about a purpose.
States signal_states(json::Value signal, std::string_view purpose) noexcept {
  const auto kind = signal.member("read").text();
  if (has_word("gpc dnt flag usp", kind)) {
    const bool denies = matches_any(signal.member("denies"), purpose);
    return denies ? only(NotApplicable) | only(Denied) : only(NotApplicable);
  }
  if (!signal.member("map").member(purpose).exists()) {
    // Unknown until the source speaks. The site's own call is never awaited.
    return kind == "api" ? only(NotApplicable)
                         : only(NotApplicable) | only(Unknown);
  }
  const States all = only(NotApplicable) | only(Denied) | only(Granted);
  return kind == "api" ? all : all | only(Unknown);
}

json::Value signal_named(const Policy& policy, json::Value entry) noexcept {
  const auto named = entry.member("signal");
  return policy.member("signals").member(named.exists() ? named.text()
                                                        : entry.text());
}

}  // namespace

std::vector<Locale> locales_of(const Policy& a, const Policy& b) {
  Names named;
  add_globs(named, a.member("regimes"), "regions");
  add_globs(named, b.member("regimes"), "regions");
  std::vector<Locale> all;
  const auto add = [&all](std::string_view region, std::string_view label) {
    for (const Locale& one : all) {
      if (std::string_view(one.region) == region) return;
    }
    all.push_back({Text(region), false, Text(label)});
  };
  for (const auto region : named) {
    if (region == "*") continue;
    const auto group = regions_of(region);
    if (!group.empty()) {
      const auto one = unnamed(group, named);
      if (!one.empty()) add(one, join({region, " (", one, ")"}));
      continue;
    }
    add(region, region);
    // A part of a country that no policy names is judged as the country.
    add(region.substr(0, 2), region.substr(0, 2));
  }
  add(kElsewhere, "elsewhere");
  add("", "unknown");
  if (!has_child_regime(a) && !has_child_regime(b)) return all;
  const std::size_t count = all.size();
  for (std::size_t i = 0; i < count; ++i) {
    all.push_back({all[i].region, true, join({all[i].label, ", a child"})});
  }
  return all;
}

Names event_names(const Policy& a, const Policy& b) {
  Names names;
  for (const Policy* policy : {&a, &b}) {
    add_globs(names, policy->member("events"), "name");
    add_globs(names, policy->member("destinations"), "events");
  }
  add_name(names, "*");
  return names;
}

Names field_paths(const Policy& a, const Policy& b) {
  Names paths;
  add_globs(paths, a.member("fields"), "path");
  add_globs(paths, b.member("fields"), "path");
  add_name(paths, "consent.policy");
  add_name(paths, "*");
  return paths;
}

Names names_in(const Policy& a, const Policy& b, const char* member) {
  Names names;
  for (const Policy* policy : {&a, &b}) {
    auto one = policy->member(member).first();
    for (; one.exists(); one = one.next()) add_name(names, one.name());
  }
  return names;
}

States reachable(const Policy& policy, json::Value regime,
                 std::string_view purpose) noexcept {
  const auto rule = regime.member("purposes").member(purpose);
  const bool exists = policy.member("purposes").member(purpose).exists();
  if (!exists || !rule.exists() || regime.member("model").says("none")) {
    return only(Denied);
  }
  States reached = 0;
  auto veto = rule.member("veto").first();
  for (; veto.exists(); veto = veto.next()) {
    const auto signal = signal_named(policy, veto);
    if (!signal.exists()) return reached | only(Denied);
    const States said = signal_states(signal, purpose);
    reached |= said & (only(Denied) | only(Unknown));
  }
  auto decider = rule.member("decide").first();
  for (; decider.exists(); decider = decider.next()) {
    const auto signal = signal_named(policy, decider);
    if (!signal.exists()) return reached | only(Denied);
    const States said = signal_states(signal, purpose);
    reached |= said & (only(Denied) | only(Unknown) | only(Granted));
    if ((said & only(NotApplicable)) == 0) return reached;
  }
  const auto otherwise = rule.member("else").text();
  if (otherwise == "granted") return reached | only(Granted);
  return reached | only(otherwise == "unknown" ? Unknown : Denied);
}

}  // namespace sluice::inspect
