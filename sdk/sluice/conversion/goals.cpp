#include "sluice/conversion/goals.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/conversion/goal_check.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// What a "value" or "currency" says: itself, or what the field has that it is
// taken from.
std::string_view given_text(json::Value given, const Fields& fields) noexcept {
  const auto from = given.member("from");
  return from.exists() ? fields.text(from.text()) : given.text();
}

}  // namespace

std::optional<json::ReadError> Goals::read(json::Value goals,
                                           Mistakes& mistakes) {
  sound_.clear();
  Text written;
  std::string_view text = goals.text();
  if (!goals.is(json::Kind::Text)) {
    (void)json::append_value(written, goals, kMaxFactBytes);
    text = written;
  }
  if (auto error = document_.read(text)) return error;
  const bool is_object = root().is(json::Kind::Object);
  const auto list = is_object ? root().member("goals") : root();
  if (!list.is(json::Kind::Array)) {
    refuse(mistakes, list.exists() ? list : root(), "expected a list of goals");
  }
  for (auto goal = list.first(); goal.exists(); goal = goal.next()) {
    const auto before = mistakes.size();
    if (sound_.size() == kMaxGoals) {
      refuse(mistakes, goal, "more than 50 goals");
    } else {
      check_goal(goal, mistakes);
    }
    const auto id = goal.member("id");
    if (find(id.text()).exists()) {
      refuse(mistakes, id, "another goal has this id");
    }
    if (mistakes.size() == before) sound_.push_back(goal);
  }
  return std::nullopt;
}

json::Value Goals::find(std::string_view id) const noexcept {
  for (const auto goal : sound_) {
    if (goal.member("id").text() == id) return goal;
  }
  return {};
}

Reach reach(json::Value goal, const Fields& fields, Witness* witness) {
  const auto on = goal.member("on");
  if (!on.exists() || !fits_any(on, fields, ConditionUse::Rule, witness)) {
    return Reach::NotMeant;
  }
  const auto except = goal.member("except");
  const bool excepted =
      except.exists() &&
      fits_any(except, fields, ConditionUse::Exception, witness);
  return excepted ? Reach::Excepted : Reach::Reached;
}

Once once_of(json::Value goal, const Fields& fields) noexcept {
  const auto once = goal.member("once");
  if (once.says("event")) return Once::Event;
  if (once.says("session")) return Once::Session;
  if (once.says("visitor")) return Once::Visitor;
  if (once.says("page")) return Once::Page;
  return fields.text("order.id").empty() ? Once::Page : Once::Order;
}

std::string_view kind_of(json::Value goal) noexcept {
  return goal.member("kind").says("micro") ? "micro" : "macro";
}

void add_value(Fields& out, json::Value goal, const Fields& fields,
               Mistakes& mistakes) {
  const auto value = goal.member("value");
  if (!value.exists()) return;
  const auto code = goal.member("currency");
  const auto written = given_text(code, fields);
  auto currency = find_currency(written);
  if (!currency) {
    if (!written.empty()) {
      refuse(mistakes, code, "expected a currency of ISO 4217, \"EUR\"");
    }
    currency.emplace();
  }
  const auto amount = currency->read(given_text(value, fields));
  if (!amount) {
    return refuse(mistakes, value, "expected a decimal amount, \"9.90\"");
  }
  out.add_text("goal.value", amount_text(*amount, currency->digits));
  out.add_present("goal.currency", currency->code);
}

}  // namespace sluice
