#include <array>
#include <cstddef>
#include <span>

#include "sluice/attribution/model.hpp"
#include "sluice/attribution/touches.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/tracker/identity.hpp"

namespace sluice {
namespace {

bool may_leave(const Consent& consent, std::string_view path) noexcept {
  return judge_field(consent, path, {}, Ruling::Send).action.says("allow");
}

std::string_view name_of(Model model) noexcept {
  return kModelNames[static_cast<std::size_t>(model)];
}

void write_weights(json::Writer& out, const Touches& touches, double time_ms,
                   const Attribution& attribution) {
  std::array<TouchWeight, kMaxTouches> room;
  std::size_t count = 0;
  for (const Touch& one : touches.all()) {
    TouchWeight& weight = room[count++];
    weight.time_ms = one.time_ms;
    weight.is_view = one.is_view;
    weight.is_direct = one.is_direct;
  }
  const std::span weights(room.data(), count);
  assign_weights(weights, time_ms, attribution);
  out.begin_array();
  for (const TouchWeight& one : weights) out.integer(one.weight);
  out.end_array();
}

void write_click_ids(json::Writer& out, const Fields& fields,
                     const Consent& consent) {
  constexpr std::string_view kGroup = "click_id.";
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    if (!field.path.starts_with(kGroup) || !may_leave(consent, field.path)) {
      continue;
    }
    out.name(field.path.substr(kGroup.size())).text(field.value);
  }
}

}  // namespace

bool Identity::note_view(const Fields& fields, double time_ms) {
  const auto seen = fields.text("impression.id");
  const auto clicked = fields.text("click.impression");
  if (!seen.empty()) touches_.add_view(make_view(seen, time_ms));
  return !seen.empty() ||
         (!clicked.empty() && touches_.remove_view(make_view(clicked, 0)));
}

// Of a visit by its first event, and by page views, which may bring a campaign.
bool Identity::note_visit(const Event& event) {
  const Fields& fields = event.fields;
  if (!touch_is_due_ && std::string_view(event.name) != "page_view") {
    return false;
  }
  touch_is_due_ = false;
  // A visit of which only a later page is known has no channel, and no touch.
  if (fields.text(kChannelField).empty()) return false;
  return touches_.add(make_visit(fields, event.time_ms), session_.started_ms);
}

void Identity::note_touches(const Event& event, const Consent& consent,
                            Actions& actions) {
  // What may never leave is not even remembered.
  if (is_ruled_out(consent, kTouches)) return;
  const bool has_view = note_view(event.fields, event.time_ms);
  const bool has_visit = note_visit(event);
  if (has_view || has_visit) keep_touches(consent, actions);
}

void Identity::take_touches(json::Value record, const Consent& consent,
                            double now_ms, Actions& actions) {
  const auto rule = record_of(consent.policy(), kTouchesRecord);
  touches_.read(record.member("touches"), now_ms,
                max_age_ms(rule, kVisitorMaxMs), session_.started_ms);
  keep_touches(consent, actions);
}

void Identity::keep_touches(const Consent& consent, Actions& actions) {
  has_touch_news_ = true;
  const auto rule = record_of(consent.policy(), kTouchesRecord);
  if (storage_[kTouchesRecord] != Storage::Open || touches_.all().empty() ||
      !may_store(consent, rule)) {
    return;
  }
  Text json;
  json::Writer out(json);
  out.begin_object().name("touches");
  touches_.write(out);
  out.end_object();
  actions.store(rule, json, max_age_ms(rule, kVisitorMaxMs));
}

void Identity::drop_touches() {
  touches_ = {};
  touch_is_due_ = true;
  has_touch_news_ = true;
}

void Identity::describe_conversion(Event& event,
                                   const Attribution& attribution) const {
  if (touches_.all().empty()) return;
  Text touches;
  json::Writer touches_out(touches);
  touches_.write(touches_out);
  Text weights;
  json::Writer weights_out(weights);
  write_weights(weights_out, touches_, event.time_ms, attribution);
  event.fields.add_json(kTouches, touches);
  event.fields.add_text("attribution.model", name_of(attribution.model));
  event.fields.add_json("attribution.weights", weights);
}

Text Identity::attribution(const Consent& consent,
                           const Attribution& attribution,
                           double now_ms) const {
  Text json;
  json::Writer out(json);
  const bool is_settled = !consent.forbids_all() && !consent.awaits_place();
  const Touch* first = touches_.first();
  if (first == nullptr || !is_settled || !may_leave(consent, kTouches)) {
    out.raw("null");
    return json;
  }
  out.begin_object()
      .text("model", name_of(attribution.model))
      .text("channel", session_.arrival.text(kChannelField))
      .name("first");
  write_touch(out, *first);
  out.name("last");
  write_touch(out, *touches_.last());
  out.name("touches");
  touches_.write(out);
  out.name("weights");
  write_weights(out, touches_, now_ms, attribution);
  out.name("click_ids").begin_object();
  write_click_ids(out, session_.arrival, consent);
  out.end_object().end_object();
  return json;
}

}  // namespace sluice
