#include <list>
#include <utility>

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
  if (is_shop) order = read_order(properties);
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
  Event event = begin_event(name, {}, converts,
                            converts ? conversion_id(name, order.fields)
                                     : Text());
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

std::list<Event> Tracker::convert(const Event& trigger, json::Value mark) {
  std::list<Event> conversions;
  const auto add = [this, &conversions](Event conversion) {
    // What has counted is no event. What only turns out to have once storage
    // is read is one, which is dropped then.
    if (identity_.is_counted(conversion)) {
      --sequence_;
    } else {
      conversions.push_back(std::move(conversion));
    }
  };
  const auto id = mark.member("goal").text();
  if (!id.empty()) {
    Mistakes mistakes;
    add(convert(mark, trigger, mistakes));
    report("bad_mark", "", document_.root(), mistakes);
  }
  for (const auto goal : goals_.all()) {
    const bool is_marked = goal.member("id").text() == id;
    if (is_marked || reach(goal, trigger.fields) != Reach::Reached) continue;
    Mistakes mistakes;
    add(convert(goal, trigger, mistakes));
    report("goal_value", "/goals", goals_.root(), mistakes);
  }
  return conversions;
}

// `goal`: one of the site's, or a mark, which names one that may have no more
// to it than its name.
Event Tracker::convert(json::Value goal, const Event& trigger,
                       Mistakes& mistakes) {
  const auto named = goal.member("goal");
  const auto id = cut(named.exists() ? named.text() : goal.member("id").text(),
                      kMaxNameBytes);
  const auto rule = named.exists() ? goals_.find(id) : goal;
  const auto order_id = trigger.fields.text("order.id");
  Fields fields;
  fields.add_text("goal.id", id);
  fields.add_text("goal.kind", kind_of(rule));
  add_value(fields, goal.member("value").exists() ? goal : rule,
            trigger.fields, mistakes);
  fields.add_present("goal.event", trigger.fields.text("event.id"));
  fields.add_present("order.id", order_id);
  Event event = begin_event("goal", {}, true, conversion_id(id, fields));
  event.once = once_of(rule, trigger.fields);
  event.fields.add(fields);
  return event;
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
