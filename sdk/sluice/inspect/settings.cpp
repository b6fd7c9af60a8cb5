#include "sluice/inspect/settings.hpp"

#include <limits>

#include "sluice/base/limits.hpp"
#include "sluice/consent/hold.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr std::string_view kAbsent = "absent";

Text words_of(json::Value value) {
  if (!value.exists()) return Text(kAbsent);
  return value.is(json::Kind::Text) ? Text(value.text()) : shown(value);
}

// Adds a change if the texts of the two differ.
void compare_texts(Way way, std::string_view what, json::Value before,
                   json::Value after, Changes& changes) {
  const Text from = words_of(before);
  const Text to = words_of(after);
  if (std::string_view(from) != std::string_view(to)) {
    changes.add(way, what, from, to);
  }
}

void compare_purposes(const Policy& before, const Policy& after,
                      Changes& changes) {
  // Each purpose's state leaves where a field rule lets "consent.*" out.
  bool leaves = false;
  auto rule = after.member("fields").first();
  for (; rule.exists(); rule = rule.next()) {
    leaves = leaves || matches_any(rule.member("path"), "consent.policy");
  }
  for (const auto name : names_in(before, after, "purposes")) {
    const bool was = before.member("purposes").member(name).exists();
    const bool is = after.member("purposes").member(name).exists();
    if (was == is) continue;
    changes.add(leaves && is ? Way::Other : Way::None, join({"purpose ", name}),
                was ? "there" : kAbsent, is ? "there" : kAbsent);
  }
}

void compare_destinations(const Policy& before, const Policy& after,
                          Changes& changes) {
  for (const auto name : names_in(before, after, "destinations")) {
    const auto was = before.member("destinations").member(name);
    const auto is = after.member("destinations").member(name);
    if (!is.exists()) continue;
    compare_texts(Way::Other, join({name, ", address"}), was.member("url"),
                  is.member("url"), changes);
    compare_texts(Way::None, join({name, ", party"}), was.member("party"),
                  is.member("party"), changes);
  }
}

void compare_storage(std::string_view name, json::Value was, json::Value is,
                     Changes& changes) {
  compare_texts(Way::Other, join({"storage ", name, ", kind"}),
                was.member("kind"), is.member("kind"), changes);
  compare_texts(Way::Other, join({"storage ", name, ", key"}),
                was.member("key"), is.member("key"), changes);
  const auto age = [](json::Value one) {
    return duration_ms(one.member("maxAge"), kVisitorMaxMs);
  };
  const Way longer = compare_numbers(age(was), age(is));
  if (longer != Way::None) {
    compare_texts(longer, join({"storage ", name, ", maxAge"}),
                  was.member("maxAge"), is.member("maxAge"), changes);
  }
  const auto renews = [](json::Value one) { return one.is_set("renew"); };
  if (renews(was) == renews(is)) return;
  changes.add(renews(is) ? Way::More : Way::Less,
              join({"storage ", name, ", renewed by each visit"}),
              renews(was) ? "yes" : "no", renews(is) ? "yes" : "no");
}

// What is not named there any more leaves.
void compare_never(json::Value was, json::Value is, Changes& changes) {
  const Way way = compare_names(is, was);
  if (way != Way::None) compare_texts(way, "never", was, is, changes);
}

void compare_vendors(const Policy& before, const Policy& after,
                     Changes& changes) {
  for (const auto name : names_in(before, after, "signals")) {
    const auto was = before.member("signals").member(name);
    const auto is = after.member("signals").member(name);
    if (!was.exists() || !is.exists()) continue;
    compare_texts(Way::Other, join({"signal ", name, ", vendor"}),
                  was.member("vendor"), is.member("vendor"), changes);
  }
}

void compare_receipts(json::Value was, json::Value is, Changes& changes) {
  const Way to = compare_names(was.member("to"), is.member("to"));
  if (to != Way::None) {
    compare_texts(to, "receipts, to", was.member("to"), is.member("to"),
                  changes);
  }
  // Without a list, all.
  const auto included = [](json::Value receipt) {
    return receipt.member("include");
  };
  const bool had_all = !included(was).exists();
  const bool has_all = !included(is).exists();
  Way way = compare_names(included(was), included(is));
  if (had_all != has_all) way = has_all ? Way::More : Way::Less;
  if (way != Way::None && is.exists()) {
    compare_texts(way, "receipts, parts", included(was), included(is), changes);
  }
}

bool holds(const Policy& policy, json::Value unknown) noexcept {
  bool found = unknown.member("mode").says("hold");
  auto rule = policy.member("events").first();
  for (; rule.exists(); rule = rule.next()) {
    found = found || rule.member("whileUnknown").says("hold");
  }
  return found;
}

Text limits_words(const HoldLimits& limits) {
  const auto number = [](double value) {
    return count_text(static_cast<std::size_t>(value));
  };
  return join({number(limits.events), " events, ", number(limits.bytes),
               " bytes, ", number(limits.age_ms / 1000), "s"});
}

void count_in(const Behaviour& behaviour, std::size_t change,
              Changes& changes) {
  for (const Locale* locale : behaviour.locales()) {
    changes.count(change, {locale->label, {}, {}});
  }
}

void compare_holds(const Behaviour& behaviour, Changes& changes) {
  const auto unknown = [](const Consent& consent) {
    return consent.regime().member("unknown");
  };
  const auto from = unknown(behaviour.before());
  const auto to = unknown(behaviour.after());
  if (!holds(behaviour.before().policy(), from) ||
      !holds(behaviour.after().policy(), to)) {
    return;
  }
  const HoldLimits was = hold_limits(from);
  const HoldLimits is = hold_limits(to);
  const bool more =
      is.events > was.events || is.bytes > was.bytes || is.age_ms > was.age_ms;
  const bool less =
      is.events < was.events || is.bytes < was.bytes || is.age_ms < was.age_ms;
  if (!more && !less) return;
  const Way way = more && less ? Way::Other : more ? Way::More : Way::Less;
  count_in(
      behaviour,
      changes.find(way, "held at most", limits_words(was), limits_words(is)),
      changes);
}

void compare_list(const Behaviour& behaviour, const char* member,
                  std::string_view what, bool more_is_less, Changes& changes) {
  const auto list = [member](const Consent& consent) {
    return consent.regime().member("withdrawal").member(member);
  };
  const auto from = list(behaviour.before());
  const auto to = list(behaviour.after());
  Way way = compare_names(from, to);
  if (way == Way::None) return;
  if (more_is_less && way != Way::Other) {
    way = way == Way::More ? Way::Less : Way::More;
  }
  const auto words = [](json::Value names) {
    return names.first().exists() ? names_of(names) : Text("nothing");
  };
  count_in(behaviour, changes.find(way, what, words(from), words(to)), changes);
}

}  // namespace

void compare_settings(const Policy& before, const Policy& after,
                      Changes& changes) {
  compare_texts(Way::None, "the policy's id", before.member("id"),
                after.member("id"), changes);
  compare_never(before.member("never"), after.member("never"), changes);
  compare_purposes(before, after, changes);
  compare_destinations(before, after, changes);
  compare_vendors(before, after, changes);
  for (const auto name : names_in(before, after, "storage")) {
    const auto was = before.member("storage").member(name);
    const auto is = after.member("storage").member(name);
    if (was.exists() && is.exists()) compare_storage(name, was, is, changes);
  }
  compare_receipts(before.member("receipt"), after.member("receipt"), changes);
}

void compare_regimes(const Behaviour& behaviour, Changes& changes) {
  compare_holds(behaviour, changes);
  compare_list(behaviour, "purge", "erased by a withdrawal", true, changes);
  compare_list(behaviour, "tell", "told of a withdrawal", false, changes);
}

}  // namespace sluice::inspect
