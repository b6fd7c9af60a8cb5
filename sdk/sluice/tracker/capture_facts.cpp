#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/consent/scrub.hpp"
#include "sluice/conversion/order.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

// Why a page fact was sent, and whether that alone makes it a page view.
struct PageCause {
  std::string_view name;
  bool always_counts;
  bool is_load;  // and whether it is the page's referrer that led here
};

constexpr std::array<PageCause, 7> kPageCauses = {{
    {"load", true, true},
    {"push", false, false},
    {"replace", false, false},
    {"pop", false, false},
    {"hash", false, false},
    {"restore", true, false},
    {"call", true, false},
}};

// A name that fits: not empty, and whole.
bool is_name(json::Value value) noexcept {
  return value.is(json::Kind::Text) && !value.text().empty() &&
         value.text().size() <= kMaxNameBytes;
}

}  // namespace

Event Tracker::begin_event(std::string_view name, std::string_view page_cause,
                           bool conversion, Text id) {
  visit_.notice(now_);
  Event event{Text(name), now_.wall_ms, conversion, {}};
  event.clock_ms = now_.clock_ms;
  event.page_view = page_.views;
  if (id.empty()) id = make_uuid(now_.wall_ms, random_);
  Fields& fields = event.fields;
  fields.add_text("event.id", id);
  fields.add_text("event.name", name);
  fields.add_integer("event.time", now_.wall_ms);
  fields.add_integer("event.sequence", ++sequence_);
  const double part = std::floor(config_->sampling * 100 + 0.5);
  if (conversion) {
    fields.add_json("event.conversion", "true");
  } else if (part < 10000) {
    fields.add_integer("event.sampling", part);
  }
  page_.describe(fields);
  fields.add_present("page.cause", page_cause);
  if (is_automated_) fields.add_json("device.automated", "true");
  identity_.describe_capture(event);
  return event;
}

void Tracker::add_properties(Fields& fields, json::Value properties,
                             bool is_order) {
  std::size_t count = 0;
  std::uint32_t cuts = 0;
  if (properties.exists() && !properties.is(json::Kind::Object) &&
      !properties.is(json::Kind::Null)) {
    actions_.report(Level::Warn, "left_out", "/properties",
                    "properties that are no object");
    return;
  }
  for (auto value = properties.first(); value.exists(); value = value.next()) {
    if (is_order && is_order_property(value.name())) continue;
    if (value.name().empty() || ++count > kMaxProperties) {
      ++cuts;
      continue;
    }
    const auto name = cut(value.name(), kMaxNameBytes);
    const Text path = join({"properties.", name});
    if (value.is(json::Kind::Text)) {
      const auto text = cut(value.text(), kMaxTextBytes);
      cuts += text.size() < value.text().size() ? 1 : 0;
      fields.add_text(path, text);
    } else {
      Text json;
      cuts += static_cast<std::uint32_t>(
          json::append_value(json, value, kMaxTextBytes));
      fields.add_json(path, json);
    }
  }
  count_cuts(cuts);
}

// A route change comes from the site itself, whatever document.referrer still
// says; a campaign in its address counts.
void Tracker::arrive(bool is_load, std::string_view url,
                     std::string_view referrer) {
  Text unusual;
  Fields arrival =
      describe_arrival(url, is_load ? referrer : "", *config_, unusual);
  if (is_debugged() && !unusual.empty()) {
    actions_.outcome({}, "campaign", {}, join({"unusual parameters:", unusual}),
                     {});
  }
  if (!is_load && !is_campaign(arrival)) return;
  identity_.arrive(std::move(arrival), now_.wall_ms,
                   config_->new_session_on_campaign);
}

Status Tracker::take_page(json::Value fact) {
  const auto url = fact.member("url").text();
  const auto referrer = fact.member("referrer").text();
  const auto cause_name = fact.member("cause").text();
  const auto* cause = std::find_if(kPageCauses.begin(), kPageCauses.end(),
                                   [cause_name](const PageCause& known) {
                                     return known.name == cause_name;
                                   });
  if (url.empty()) return refuse("/url", "expected the page's address");
  if (cause == kPageCauses.end()) return refuse("/cause", "unknown cause");
  const bool counts = cause->always_counts ||
                      is_other_page(page_.url, cut(url, kMaxUrlBytes),
                                    static_cast<Routes>(config_->routes),
                                    config_->campaign_parameters);
  if (counts) begin_visit(fact, cause->is_load);
  page_.url = Text(cut(url, kMaxUrlBytes));
  page_.shown_url = keep_address(url);
  (void)set_title(fact.member("title"));
  page_.referrer = keep_address(referrer);
  if (fact.is_set("prerendered")) {
    page_.prerendered = true;
  }
  if (!counts) return tell_same_page(page_.shown_url, cause_name);
  ++page_.views;
  arrive(cause->is_load, url, referrer);
  if (!config_->page_views && cause_name != "call") return Status::SwitchedOff;
  Event event = begin_event("page_view", cause_name);
  const Status status = judge(event);
  look_for_search(fact.member("cause"));
  return status;
}

Status Tracker::take_title(json::Value fact) {
  (void)set_title(fact.member("title"));
  return Status::Ok;
}

// One that is awaited is that of the whole page view, as far as it is here.
// False if it is the same as before.
bool Tracker::set_title(json::Value title) {
  const auto news = cut(title.text(), kMaxTextBytes);
  if (news == std::string_view(page_.title)) return false;
  page_.title = Text(news);
  title_is_early_ = true;
  if (news.empty() || now_.mono_ms >= title_until_ms_) return true;
  title_is_early_ = false;
  title_until_ms_ = 0;
  for (Held& held : hold_.all()) {
    if (held.event.page_view == page_.views) page_.retitle(held.event.fields);
  }
  for (const Held& held : untitled_) retitle_queued(held.event);
  untitled_.clear();
  return true;
}

Status Tracker::tell_same_page(std::string_view url, std::string_view cause) {
  if (is_debugged()) {
    actions_.outcome({}, "page_view", {},
                     join({"none: by the option \"routes\" the change (", cause,
                           ") leads to the same page: ", url}),
                     {});
  }
  return Status::NotCounted;
}

Status Tracker::take_track(json::Value fact) {
  const auto name = fact.member("name");
  if (!is_name(name)) {
    return refuse("/name", "track() expects a name of 1 to 120 bytes");
  }
  if (fact.is_set("oversize")) {
    return drop({{Text(name.text()), 0, false, {}}, 0, {}},
                DropReason::TooLarge);
  }
  Event event = begin_tracked(fact);
  return judge(event);
}

Status Tracker::take_identify(json::Value fact) {
  const auto user = fact.member("user");
  if (!is_name(user)) {
    return refuse("/user", "identify() expects an id of 1 to 120 bytes");
  }
  identity_.set_user(user.text());
  if (fact.is_set("oversize")) count_cuts(1);
  Event event = begin_event("identify");
  add_properties(event.fields, fact.member("properties"));
  return judge(event);
}

}  // namespace sluice
