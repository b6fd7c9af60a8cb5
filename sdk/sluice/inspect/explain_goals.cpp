#include <algorithm>

#include "sluice/conversion/goals.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/described_event.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

std::string_view once_name(Once once) noexcept {
  switch (once) {
    case Once::Event:
      return "event";
    case Once::Page:
      return "page";
    case Once::Session:
      return "session";
    case Once::Visitor:
      return "visitor";
    case Once::Order:
      break;
  }
  return "order";
}

std::string_view status_name(Reach reach) noexcept {
  switch (reach) {
    case Reach::Reached:
      return "reached";
    case Reach::NotMeant:
      return "not meant";
    case Reach::Excepted:
      break;
  }
  return "excepted";
}

class Account final : public Witness {
 public:
  Account(const Goals& goals, const Places& places, const Event& event,
          json::Writer& out)
      : goals_(goals), places_(places), event_(event), out_(out) {}

  void write() {
    out_.begin_object().text("event", event_.name).name("goals").begin_array();
    const auto root = goals_.root();
    const bool is_list = root.is(json::Kind::Array);
    auto goal = is_list ? root.first() : root.member("goals").first();
    for (; goal.exists(); goal = goal.next()) write_goal(goal);
    out_.end_array().end_object();
  }

  void see(json::Value rule, std::string_view path, std::string_view found,
           bool holds) override {
    out_.begin_object()
        .text("path", path)
        .text("found", found)
        .text("expected", shown(rule))
        .boolean("holds", holds);
    write_place(rule);
    out_.end_object();
  }

 private:
  void write_goal(json::Value goal) {
    out_.begin_object()
        .text("id", goal.member("id").text())
        .text("kind", kind_of(goal))
        .text("once", once_name(once_of(goal, event_.fields)));
    write_place(goal);
    const auto& sound = goals_.all();
    const bool is_sound =
        std::find(sound.begin(), sound.end(), goal) != sound.end();
    out_.name("tests").begin_array();
    const Reach reached =
        is_sound ? reach(goal, event_.fields, this) : Reach::NotMeant;
    out_.end_array().text("status", is_sound ? status_name(reached) : "wrong");
    if (is_sound && reached == Reach::Reached) write_value(goal);
    out_.end_object();
  }

  void write_value(json::Value goal) {
    Fields fields;
    Mistakes mistakes;
    add_value(fields, goal, event_.fields, mistakes);
    const auto value = fields.text("goal.value");
    const auto currency = fields.text("goal.currency");
    if (!value.empty()) out_.text("value", value);
    if (!currency.empty()) out_.text("currency", currency);
    out_.name("mistakes").begin_array();
    for (const auto& [at, what] : mistakes) {
      out_.text(join({at.name(), ": ", what}));
    }
    out_.end_array();
  }

  void write_place(json::Value rule) {
    const Place place = places_.of(rule);
    out_.integer("line", static_cast<double>(place.line))
        .text("rule", json::pointer_to(goals_.root(), rule));
  }

  const Goals& goals_;
  const Places& places_;
  const Event& event_;
  json::Writer& out_;
};

}  // namespace

void explain_goals(json::Value request, json::Writer& out) {
  const auto text = request.member("goals");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"goals\" is not a text", out);
  }
  Goals goals;
  Mistakes mistakes;
  if (const auto error = goals.read(text, mistakes)) {
    return write_error(error_text("goals", in_words(text.text(), *error)), out);
  }
  Part described;
  Event event;
  auto flaw = described.read(request.member("event"), "event");
  if (!flaw) flaw = read_event(described.value(), event);
  if (flaw) return write_error(*flaw, out);
  const Places places(text.text(), goals.root());
  Account(goals, places, event, out).write();
}

}  // namespace sluice::inspect
