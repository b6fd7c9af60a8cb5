#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/destination_outcome.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/ruling_words.hpp"
#include "sluice/inspect/situation.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

using json::Kind;

// Whether two values are the same one: numbers by value, objects by members in
// any order.
bool is_same(json::Value a, json::Value b) noexcept {
  if (a.is(Kind::Number) && b.is(Kind::Number)) {
    return a.number() == b.number();
  }
  for (const Kind kind : {Kind::Null, Kind::False, Kind::True, Kind::Number,
                          Kind::Text, Kind::Array, Kind::Object}) {
    if (a.is(kind) != b.is(kind)) return false;
  }
  if (a.is(Kind::Array)) {
    auto one = a.first();
    auto other = b.first();
    while (one.exists() && other.exists() && is_same(one, other)) {
      one = one.next();
      other = other.next();
    }
    return !one.exists() && !other.exists();
  }
  if (!a.is(Kind::Object)) return a.text() == b.text();
  for (auto one = a.first(); one.exists(); one = one.next()) {
    if (!is_same(one, b.member(one.name()))) return false;
  }
  for (auto one = b.first(); one.exists(); one = one.next()) {
    if (!a.member(one.name()).exists()) return false;
  }
  return true;
}

// Holds what the gate does against a case's "expect".
class Expectation {
 public:
  Expectation(const Policy& policy, const Situation& situation)
      : policy_(policy),
        consent_(situation.consent),
        event_(situation.event),
        judged_(judge_event(consent_, event_.name)) {}

  // Returns what can't be understood.
  [[nodiscard]] std::optional<Text> check(json::Value expected) {
    for (auto one = expected.first(); one.exists(); one = one.next()) {
      if (one.name() == "regime") {
        check_regime(one);
      } else if (one.name() == "action") {
        check_action(one);
      } else if (one.name() == "purposes") {
        check_purposes(one);
      } else if (one.name() == "destinations") {
        check_destinations(one);
      } else {
        refuse("expect", one.name(),
               {"regime", "purposes", "action", "destinations"});
      }
    }
    return std::move(flaw_);
  }

  void write(json::Writer& out) const {
    out.begin_object().boolean("ok", failures_.empty()).name("failures");
    out.begin_array();
    for (const Text& failure : failures_) out.text(failure);
    out.end_array().end_object();
  }

 private:
  void fail(Text what) { failures_.push_back(std::move(what)); }

  void refuse(std::string_view where, std::string_view name,
              const std::vector<std::string_view>& names) {
    if (flaw_) return;
    flaw_ = join(
        {where, ": there is no ", quoted(name), did_you_mean(name, names)});
  }

  void check_regime(json::Value expected) {
    const auto id = consent_.regime().member("id").text();
    if (id == expected.text()) return;
    fail(join({"regime: expected ", expected.text(), ", but ",
               id.empty() ? "none" : id, " (", why_regime(consent_), ")"}));
  }

  void check_action(json::Value expected) {
    const auto name = ruling_name(judged_.ruling);
    if (name == expected.text()) return;
    fail(join({"action: expected ", expected.text(), ", but ", name, " (",
               why_event(consent_, judged_), ")"}));
  }

  void check_purposes(json::Value expected) {
    for (auto one = expected.first(); one.exists(); one = one.next()) {
      std::size_t i = 0;
      const std::size_t count = policy_.purpose_count();
      while (i < count && policy_.purpose_name(i) != one.name()) ++i;
      if (i == count) {
        return refuse("expect.purposes", one.name(),
                      member_names(policy_.member("purposes")));
      }
      const auto state = consent_.finding(i).state_name();
      // "granted" is said of what is permitted, whether or not anyone was
      // asked; a case that says "not asked" means only that.
      const bool is_permitted = consent_.state(i) == PurposeState::Granted;
      if (state == one.text() || (is_permitted && one.says("granted"))) {
        continue;
      }
      fail(join({"purpose ", one.name(), ": expected ", one.text(), ", but ",
                 state, " (", why_purpose(consent_, i), ")"}));
    }
  }

  void check_destinations(json::Value expected) {
    const auto known = policy_.member("destinations");
    for (auto one = expected.first(); one.exists(); one = one.next()) {
      const auto destination = known.member(one.name());
      if (!destination.exists()) {
        return refuse("expect.destinations", one.name(), member_names(known));
      }
      const DestinationOutcome outcome(consent_, event_, judged_.ruling,
                                       destination);
      check_destination(one, outcome);
    }
  }

  void check_destination(json::Value expected,
                         const DestinationOutcome& outcome) {
    const auto status = outcome.status();
    const bool is_sent = status == "sent" || status == "cookieless";
    const bool named = expected.is(Kind::Text);
    // Cases that were written for version 0.1 say "not sent".
    const std::string_view wanted =
        expected.says("not sent") ? "dropped" : expected.text();
    if (named ? status == wanted : is_sent) {
      for (auto field = expected.first(); field.exists();
           field = field.next()) {
        check_field(expected.name(), field, outcome);
      }
      return;
    }
    fail(join({expected.name(), ": expected ", named ? wanted : "to be sent",
               ", but ", status, " (", outcome.why(), ")"}));
  }

  void check_field(std::string_view destination, json::Value expected,
                   const DestinationOutcome& outcome) {
    const auto value = outcome.value(expected.name());
    const bool is_absent = expected.is(Kind::Null) && !value.exists();
    if (is_absent || (value.exists() && is_same(value, expected))) return;
    const auto judged = judge_field(outcome.consent(), expected.name(),
                                    destination, outcome.ruling());
    Text why = why_field(outcome.consent(), judged, outcome.ruling(),
                         value.exists() || !has(expected.name()));
    if (!has(expected.name())) why.append("; the event does not have it");
    fail(join(
        {destination, ".", expected.name(), ": expected ",
         expected.is(Kind::Null) ? Text("to be withheld") : shown(expected),
         ", but ", value.exists() ? shown(value) : Text("withheld"), " (", why,
         ")"}));
  }

  [[nodiscard]] bool has(std::string_view path) const noexcept {
    Fields::Field field;
    for (std::size_t cursor = 0; event_.fields.read(cursor, field);) {
      if (field.path == path) return true;
    }
    return false;
  }

  const Policy& policy_;
  const Consent& consent_;
  const Event& event_;
  Judgement judged_;
  std::vector<Text> failures_;
  std::optional<Text> flaw_;
};

}  // namespace

void test(json::Value request, json::Writer& out) {
  Source source;
  if (const auto flaw = source.read(request.member("policy"), "policy")) {
    return write_error(*flaw, out);
  }
  const auto one = request.member("case");
  Situation situation(source.policy());
  if (const auto flaw = situation.read(one)) return write_error(*flaw, out);
  const auto expected = one.member("expect");
  if (!expected.first().exists()) {
    return write_error("\"expect\" says nothing to expect", out);
  }
  Expectation expectation(source.policy(), situation);
  if (const auto flaw = expectation.check(expected)) {
    return write_error(*flaw, out);
  }
  expectation.write(out);
}

}  // namespace sluice::inspect
