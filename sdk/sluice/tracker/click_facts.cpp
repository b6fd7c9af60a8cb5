#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/url.hpp"
#include "sluice/capture/click.hpp"
#include "sluice/capture/impressions.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// By what a link leads to.
constexpr std::array<std::string_view, 5> kNames = {
    "click", "outbound_click", "file_download", "email_click", "phone_click"};

}  // namespace

// What is personal leaves only where the policy has thought of it by name: a
// wildcard ("click.*") is older than the wish.
bool Tracker::is_named(std::string_view path) const noexcept {
  for (const FieldGlob& field : policy_.fields()) {
    if (field.glob == path && !field.rule.member("do").says("deny")) {
      return true;
    }
  }
  return false;
}

Status Tracker::take_click(json::Value fact) {
  if (fact.is_set("ignore")) {
    series_.cancel();
    return Status::NotCounted;
  }
  const Click click = read_click(
      fact,
      {page_.url, config_->download_extensions, config_->internal_hosts,
       config_->downloads, config_->outbound, config_->contacts,
       is_named("click.text"), is_named("click.address"), last_click_counted_});
  // What the title becomes from now on may be that of the page it leads to.
  title_is_early_ = false;
  if (click.leads_away) title_until_ms_ = 0;
  last_click_counted_ = click.target != ClickTarget::None;
  Fields about;
  describe_click(about, click, fact);
  if (series_.take(click, fact, now_.mono_ms,
                   {config_->dead_clicks, config_->rage_clicks})) {
    series_.awaited() = {about, now_.wall_ms};
    actions_.await(kAnswerMs);
  }
  if (click.target == ClickTarget::None) return Status::NotCounted;
  const auto marked = click.mark.event();
  const auto name = kNames[static_cast<std::size_t>(click.link_to)];
  if (!config_->clicks && !click.mark.exists() &&
      click.link_to == LinkTo::Page) {
    return Status::SwitchedOff;
  }
  Event event = begin_event(marked.empty() ? name : marked);
  event.fields.add(about);
  if (click.mark.exists()) describe_mark(event.fields, click.mark);
  return judge(event, click.mark.written);
}

void Tracker::describe_click(Fields& fields, const Click& click,
                             json::Value fact) {
  click.describe(fields);
  describe_place(fields, fact, click.element);
  if (click.target == ClickTarget::None) return;
  fields.add_present("click.impression", impression_of(fact));
  fields.add_integer(
      "click.count",
      click_counts_.count(split_url(page_.url).path,
                          fields.text("click.selector"), now_.wall_ms));
}

void Tracker::describe_mark(Fields& fields, const Mark& mark) {
  add_properties(fields, mark.properties());
  fields.add_name("properties.value", mark.value());
  fields.add_name("properties.currency", mark.currency());
}

Status Tracker::take_settled(json::Value fact) {
  const auto verdict = series_.settle(fact);
  if (verdict == ClickSeries::Verdict::Nothing) return Status::NotCounted;
  // It happened when the visitor clicked.
  const Moment settled = now_;
  now_.wall_ms = series_.awaited().wall_ms;
  const bool is_rage = verdict == ClickSeries::Verdict::Rage;
  Event event = begin_event(is_rage ? "rage_click" : "dead_click");
  now_ = settled;
  event.fields.add(series_.awaited().fields);
  if (is_rage) event.fields.add_integer("click.repeats", series_.clicks());
  return judge(event);
}

}  // namespace sluice
