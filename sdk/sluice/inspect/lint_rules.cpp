#include "sluice/base/strings.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

Text on_line(const Remarks& remarks, json::Value value) {
  return join({"line ", count_text(remarks.places().of(value).line)});
}

// The glob among `globs` that covers `glob`; absent if none.
json::Value find_cover(json::Value globs, std::string_view glob) {
  json::Value found;
  each_one(globs, [&found, glob](json::Value one) {
    if (!found.exists() && covers(one.text(), glob)) found = one;
  });
  return found;
}

// The rule that takes a field from `rule` on the way to a destination.
json::Value taken_on_way(const Policy& policy, json::Value rule,
                         std::string_view glob, std::string_view destination) {
  auto before = policy.member("fields").first();
  for (; before != rule; before = before.next()) {
    const auto to = before.member("to");
    const bool is_for = !to.exists() || matches_any(to, destination);
    if (is_for && find_cover(before.member("path"), glob).exists()) {
      return before;
    }
  }
  return {};
}

void check_fields(const Policy& policy, Remarks& remarks) {
  const auto rules = policy.member("fields");
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    each_one(rule.member("path"), [&](json::Value glob) {
      json::Value by;
      const auto taker = taken_before(policy, rule, glob.text(), by);
      if (!taker.exists()) return;
      remarks.error_at(
          glob, "P020",
          join({quoted(glob.text()), " can never match: rule ",
                json::pointer_to(policy.root(), taker), " (", quoted(by.text()),
                ", ", on_line(remarks, taker), ") takes it first"}));
    });
  }
}

void check_events(const Policy& policy, Remarks& remarks) {
  const auto rules = policy.member("events");
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    each_one(rule.member("name"), [&](json::Value glob) {
      for (auto before = rules.first(); before != rule;
           before = before.next()) {
        const auto by = find_cover(before.member("name"), glob.text());
        if (!by.exists()) continue;
        remarks.error_at(glob, "P020",
                         join({quoted(glob.text()), " can never match: rule ",
                               json::pointer_to(policy.root(), before), " (",
                               quoted(by.text()), ", ",
                               on_line(remarks, before), ") takes it first"}));
        return;
      }
    });
  }
}

// Whether a destination gets records of decisions by that name, which no event
// rule lets out: "receipt.to" and "tell" do.
bool gets_records(const Policy& policy, json::Value destination,
                  json::Value glob) {
  const auto name = destination.name();
  const auto to = policy.member("receipt").member("to");
  if (covers(glob.text(), "consent_receipt") && matches_any(to, name)) {
    return true;
  }
  auto regime = policy.member("regimes").first();
  for (; regime.exists(); regime = regime.next()) {
    const auto tell = regime.member("withdrawal").member("tell");
    if (covers(glob.text(), "consent_withdrawn") && matches_any(tell, name)) {
      return true;
    }
  }
  return false;
}

// An event that a destination waits for and that no rule lets out.
void check_destinations(const Policy& policy, Remarks& remarks) {
  const auto may_come = [&policy](std::string_view glob) {
    auto rule = policy.member("events").first();
    for (; rule.exists(); rule = rule.next()) {
      bool meets = false;
      each_one(rule.member("name"), [&meets, glob](json::Value one) {
        meets = meets || covers(one.text(), glob) || covers(glob, one.text());
      });
      if (meets && !rule.member("do").says("drop")) return true;
    }
    return false;
  };
  auto destination = policy.member("destinations").first();
  for (; destination.exists(); destination = destination.next()) {
    each_one(destination.member("events"), [&](json::Value glob) {
      if (may_come(glob.text()) || gets_records(policy, destination, glob)) {
        return;
      }
      remarks.error_at(glob, "P020",
                       join({quoted(glob.text()),
                             " can never come: no event rule lets it out"}));
    });
  }
}

}  // namespace

bool covers(std::string_view glob, std::string_view other) noexcept {
  return glob == other || (glob.ends_with('*') && matches_glob(other, glob));
}

json::Value taken_before(const Policy& policy, json::Value rule,
                         std::string_view glob, json::Value& by_glob) noexcept {
  json::Value last;
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    const auto to = rule.member("to");
    if (to.exists() && !matches_any(to, one.name())) continue;
    const auto taker = taken_on_way(policy, rule, glob, one.name());
    if (!taker.exists()) return {};
    if (!last.exists() || last.precedes(taker)) last = taker;
  }
  by_glob = find_cover(last.member("path"), glob);
  return last;
}

void lint_rules(const Policy& policy, Remarks& remarks) {
  check_fields(policy, remarks);
  check_events(policy, remarks);
  check_destinations(policy, remarks);
}

}  // namespace sluice::inspect
