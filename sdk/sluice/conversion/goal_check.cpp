#include "sluice/conversion/goal_check.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/conversion/condition.hpp"
#include "sluice/conversion/money.hpp"

namespace sluice {
namespace {

using json::Kind;

constexpr std::string_view kMembers =
    "id title note kind on except value currency once";
constexpr std::string_view kKinds = "micro macro";
constexpr std::string_view kOnce = "event page session visitor order";
constexpr std::string_view kTests = "is not atLeast atMost";
constexpr std::string_view kGlobMembers = "event click form url";
constexpr std::string_view kLeastMembers = "scroll video";

class GoalCheck {
 public:
  explicit GoalCheck(Mistakes& mistakes) : mistakes_(mistakes) {}

  void check(json::Value goal) {
    if (!has_members(goal, kMembers)) return;
    const auto id = goal.member("id");
    if (!is_text(id)) refuse(id.exists() ? id : goal, "expected an id");
    check_word(goal.member("kind"), kKinds, "expected micro or macro");
    check_word(goal.member("once"), kOnce,
               "expected event, page, session, visitor or order");
    const auto on = goal.member("on");
    const auto except = goal.member("except");
    if (on.exists()) each(on, &GoalCheck::check_rule);
    if (except.exists()) each(except, &GoalCheck::check_exception);
    const auto value = goal.member("value");
    const auto currency = goal.member("currency");
    if (value.exists() && !is_taken(value) && !read_amount(value.text())) {
      refuse(value, "expected a decimal amount, \"9.90\", or a field {}");
    }
    if (currency.exists() && !is_taken(currency) &&
        !find_currency(currency.text())) {
      refuse(currency, "expected a currency of ISO 4217, \"EUR\"");
    }
    if (currency.exists() && !value.exists()) {
      refuse(currency, "there is no value");
    }
  }

 private:
  void refuse(json::Value at, const char* what) {
    sluice::refuse(mistakes_, at, what);
  }

  [[nodiscard]] static bool is_text(json::Value value) noexcept {
    return value.is(Kind::Text) && !value.text().empty() &&
           value.text().size() <= kMaxNameBytes;
  }

  [[nodiscard]] bool is_taken(json::Value value) {
    return value.is(Kind::Object) && has_members(value, "from") &&
           is_text(value.member("from"));
  }

  // An object with no others than these.
  bool has_members(json::Value value, std::string_view names) {
    if (!value.is(Kind::Object)) {
      refuse(value, "expected an object {}");
      return false;
    }
    bool known = true;
    for (auto one = value.first(); one.exists(); one = one.next()) {
      // Two of one name: nobody knows which was meant.
      if (has_exact_word(names, one.name()) &&
          value.member(one.name()) == one) {
        continue;
      }
      refuse(one, "unknown, or there twice");
      known = false;
    }
    return known;
  }

  void check_word(json::Value value, std::string_view words, const char* what) {
    if (value.exists() && !has_exact_word(words, value.text()))
      refuse(value, what);
  }

  // Calls `look` with a value, or with each element of a list that has some.
  void each(json::Value one_or_more, void (GoalCheck::*look)(json::Value)) {
    if (!one_or_more.is(Kind::Array)) return (this->*look)(one_or_more);
    auto one = one_or_more.first();
    if (!one.exists()) refuse(one_or_more, "the list is empty");
    for (; one.exists(); one = one.next()) (this->*look)(one);
  }

  void check_rule(json::Value condition) {
    if (is_text(condition)) return;
    check_condition(condition, false);
  }

  void check_exception(json::Value condition) {
    if (is_text(condition)) return;
    check_condition(condition, condition.first().exists());
  }

  void check_condition(json::Value condition, bool names_event) {
    if (!has_members(condition, kConditionMembers)) return;
    for (auto one = condition.first(); one.exists(); one = one.next()) {
      const auto name = one.name();
      names_event = names_event || name != "where";
      if (has_exact_word(kGlobMembers, name)) {
        each(one, &GoalCheck::check_text);
      } else if (has_exact_word(kLeastMembers, name)) {
        const auto percent = one.number();
        if (!percent || *percent < 0 || *percent > 100) {
          refuse(one, "expected a number of percent");
        }
      } else if (name == "engaged") {
        if (duration_ms(one, 0) <= 0) {
          refuse(one, "expected a time, \"30s\"");
        }
      } else {
        check_where(one);
      }
    }
    if (!names_event) refuse(condition, "it speaks of no event");
  }

  void check_where(json::Value tests) {
    if (!tests.is(Kind::Object)) return refuse(tests, "expected an object {}");
    for (auto test = tests.first(); test.exists(); test = test.next()) {
      // A test of no parts, or one that was never made, would always hold.
      if (!test.is(Kind::Object)) {
        each(test, &GoalCheck::check_value);
        continue;
      }
      if (!has_members(test, kTests)) continue;
      if (!test.first().exists()) refuse(test, "it tests nothing");
      for (auto part = test.first(); part.exists(); part = part.next()) {
        const bool is_bound = part.name().starts_with("at");
        if (!is_bound) {
          each(part, &GoalCheck::check_value);
        } else if (!read_amount(part.text())) {
          refuse(part, "expected a number");
        }
      }
    }
  }

  void check_text(json::Value value) {
    if (!is_text(value)) refuse(value, "expected a text");
  }

  void check_value(json::Value value) {
    if (value.is(Kind::Text) || value.is(Kind::Number) || value.is_bool()) {
      return;
    }
    refuse(value, "expected a text, a number, true or false");
  }

  Mistakes& mistakes_;
};

}  // namespace

void check_goal(json::Value goal, Mistakes& mistakes) {
  GoalCheck(mistakes).check(goal);
}

}  // namespace sluice
