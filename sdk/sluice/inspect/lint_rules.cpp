#include "sluice/base/strings.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

Text on_line(const Remarks& remarks, json::Value value) {
  return join({"line ", count_text(remarks.places().of(value).line)});
}

// Whether a rule for `to` applies wherever one for `other` does.
bool reaches(json::Value to, json::Value other) {
  if (!to.exists()) return true;
  bool all = other.exists();
  each_one(other, [&all, to](json::Value one) {
    all = all && matches_any(to, one.text());
  });
  return all;
}

// The glob among `globs` that covers `glob`; absent if none.
json::Value find_cover(json::Value globs, std::string_view glob) {
  json::Value found;
  each_one(globs, [&found, glob](json::Value one) {
    if (!found.exists() && covers(one.text(), glob)) found = one;
  });
  return found;
}

void check_fields(const Policy& policy, Remarks& remarks) {
  const auto rules = policy.member("fields");
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    each_one(rule.member("path"), [&](json::Value glob) {
      json::Value by;
      const auto taker = taken_before(rules, rule, glob.text(), by);
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

// Behind a regime for everywhere there is nowhere left.
void check_regimes(const Policy& policy, Remarks& remarks) {
  const auto regimes = policy.member("regimes");
  json::Value last;
  for (auto one = regimes.first(); one.exists(); one = one.next()) {
    const auto id = one.member("id");
    for (auto before = regimes.first(); before != one; before = before.next()) {
      if (before.member("id").text() != id.text()) continue;
      remarks.error_at(id, "P020",
                       join({"a second regime ", quoted(id.text()),
                             ": each needs a name of its own"}));
      break;
    }
    const bool has_own_way = one.member("audience").exists() ||
                             id.text() == policy.member("unknownRegion").text();
    if (last.exists() && !has_own_way) {
      remarks.error_at(
          id, "P020",
          join({"regime ", quoted(id.text()),
                " can never be in force: ", quoted(last.member("id").text()),
                " (", on_line(remarks, last), ") is for \"*\""}));
    }
    if (!last.exists() && matches_any(one.member("regions"), "*")) last = one;
  }
}

bool needs_any(json::Value rules, const char* names, std::string_view purpose) {
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    if (matches_any(rule.member(names), purpose)) return true;
  }
  return false;
}

void check_purposes(const Policy& policy, Remarks& remarks) {
  auto purpose = policy.member("purposes").first();
  for (; purpose.exists(); purpose = purpose.next()) {
    const auto name = purpose.name();
    if (needs_any(policy.member("events"), "needs", name) ||
        needs_any(policy.member("fields"), "if", name) ||
        needs_any(policy.member("storage"), "needs", name) ||
        needs_any(policy.member("destinations"), "needs", name)) {
      continue;
    }
    remarks.warn_at_name(purpose, "P021",
                         join({"purpose ", name, " is never used"}));
  }
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
      if (may_come(glob.text())) return;
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

json::Value taken_before(json::Value rules, json::Value rule,
                         std::string_view glob, json::Value& by_glob) noexcept {
  for (auto before = rules.first(); before != rule; before = before.next()) {
    by_glob = find_cover(before.member("path"), glob);
    if (by_glob.exists() && reaches(before.member("to"), rule.member("to"))) {
      return before;
    }
  }
  return {};
}

void lint_rules(const Policy& policy, Remarks& remarks) {
  check_fields(policy, remarks);
  check_events(policy, remarks);
  check_regimes(policy, remarks);
  check_purposes(policy, remarks);
  check_destinations(policy, remarks);
}

}  // namespace sluice::inspect
