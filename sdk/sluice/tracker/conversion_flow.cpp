#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/conversion/order.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// Of what kind the site's own event is: a sale, or what track() was told.
// Empty if it is no conversion.
std::string_view conversion_kind(std::string_view name,
                                 json::Value conversion) noexcept {
  if (conversion.says("micro")) return "micro";
  const bool is_macro =
      conversion.is(json::Kind::True) || conversion.says("macro");
  return is_macro || is_sale(name) ? "macro" : "";
}

}  // namespace

Event Tracker::begin_tracked(json::Value fact) {
  const auto name = fact.member("name").text();
  const auto properties = fact.member("properties");
  const bool is_shop = is_shop_event(name);
  Order order;
  if (is_shop) order = read_order(name, properties);
  report("bad_order", "", fact, order.mistakes);
  count_cuts(order.cuts);
  const auto kind = conversion_kind(name, fact.member("conversion"));
  const bool converts = !kind.empty();
  if (is_sale(name) && order.fields.text("order.id").empty()) {
    actions_.report(Level::Warn, "order_without_id",
                    "/properties/transaction_id",
                    "without the order's id it counts again when the page is "
                    "reloaded");
  }
  Event event =
      begin_event(name, {}, converts,
                  converts ? conversion_id(name, order.fields) : Text());
  if (converts) {
    event.fields.add_text("goal.id", name);
    event.fields.add_text("goal.kind", kind);
  }
  event.fields.add(order.fields);
  add_properties(event.fields, properties, is_shop);
  return event;
}

// Not where the policy keeps the order's id in: its hash would tell it.
Text Tracker::conversion_id(std::string_view goal, const Fields& fields) {
  const Text key = order_key(goal, fields);
  if (key.empty() || is_ruled_out(*consent_, "order.id")) return {};
  return make_name_uuid(key);
}

void Tracker::convert(const Event& trigger, json::Value mark) {
  const auto id = mark.member("goal").text();
  if (!id.empty()) convert_to(mark, trigger, true);
  for (const auto goal : goals_.all()) {
    const bool is_marked = goal.member("id").text() == id;
    if (is_marked || reach(goal, trigger.fields) != Reach::Reached) continue;
    convert_to(goal, trigger, false);
  }
}

// `goal`: one of the site's, or a mark, which names one that may have no more
// to it than its name.
void Tracker::convert_to(json::Value goal, const Event& trigger, bool is_mark) {
  const auto id =
      cut(goal.member(is_mark ? "goal" : "id").text(), kMaxNameBytes);
  const auto rule = is_mark ? goals_.find(id) : goal;
  Fields fields;
  Mistakes mistakes;
  fields.add_text("goal.id", id);
  fields.add_text("goal.kind", kind_of(rule));
  const bool has_value = goal.member("value").exists();
  add_value(fields, has_value ? goal : rule, trigger.fields, mistakes);
  fields.add_present("goal.event", trigger.fields.text("event.id"));
  fields.add_present("order.id", trigger.fields.text("order.id"));
  const Text event_id = conversion_id(id, fields);
  Held held{begin_event("goal", {}, true, event_id), now_.mono_ms, {}};
  held.event.once = once_of(rule, trigger.fields);
  held.event.fields.add(fields);
  if (identity_.is_counted(held.event)) {
    // It is no event. One that only turns out to have counted when storage is
    // read is dropped then.
    --sequence_;
    return;
  }
  (void)judge_held(held, false);
  const bool by_mark = is_mark && has_value;
  report(by_mark ? "bad_mark" : "goal_value", by_mark ? "" : "/goals",
         by_mark ? document_.root() : goals_.root(), mistakes);
}

void Tracker::report(const char* code, const char* root_at, json::Value root,
                     const Mistakes& mistakes) {
  for (const auto& [at, what] : mistakes) {
    actions_.report(Level::Warn, code,
                    join({root_at, json::pointer_to(root, at)}), what);
  }
}

// An order is remembered on the device once it has arrived, or goes with the
// page on a way that works: reloading the page then sends what did not, under
// the same event id.
void Tracker::keep_counted() {
  for (const Route& route : routes_) {
    const bool is_way =
        hidden_ ? !route.outbox.is_failing() : route.outbox.size() == 0;
    if (!is_way) return;
  }
  identity_.keep_counted(*consent_, actions_);
}

}  // namespace sluice
