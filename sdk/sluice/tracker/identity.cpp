#include "sluice/tracker/identity.hpp"

#include <algorithm>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/consent/gate.hpp"

namespace sluice {
namespace {

// Their names in a policy's storage.
constexpr std::array<std::string_view, Identity::kRecords> kNames = {
    "visitor", "session", "touches", "conversions"};

// A session's activity is written at most once a minute while events come in;
// localStorage.setItem blocks the page for 12 us and more.
constexpr double kStoreEveryMs = 60 * 1000.0;

// Leaves those fields in `fields` that `may_stay`; returns whether any went.
template <class MayStay>
bool filter(Fields& fields, MayStay may_stay) {
  Fields kept;
  Fields::Field field;
  for (std::size_t cursor = 0; fields.read(cursor, field);) {
    if (may_stay(field.path)) kept.add(field);
  }
  const bool changed = kept.bytes() < fields.bytes();
  fields = std::move(kept);
  return changed;
}

}  // namespace

json::Value Identity::record_of(const Policy& policy,
                                std::size_t record) noexcept {
  return policy.member("storage").member(kNames[record]);
}

double Identity::max_age_ms(json::Value record, double most_ms) noexcept {
  return std::min(duration_ms(record.member("maxAge"), most_ms), most_ms);
}

void Identity::open(const Consent& consent, Actions& actions) {
  const Policy& policy = consent.policy();
  Records records;
  std::size_t count = 0;
  for (std::size_t i = 0; i < kRecords; ++i) {
    const auto record = record_of(policy, i);
    if (storage_[i] != Storage::Closed || !may_store(consent, record)) continue;
    storage_[i] = Storage::Opening;
    records[count++] = record;
  }
  if (count > 0) actions.load({records.data(), count});
}

bool Identity::is_opening() const noexcept {
  return std::count(storage_.begin(), storage_.end(), Storage::Opening) > 0;
}

bool Identity::take_loaded(json::Value fact, const Consent& consent, Moment now,
                           Random& random, Actions& actions) {
  if (!is_opening()) return false;
  const bool failed = fact.member("failed").is(json::Kind::True);
  if (failed) {
    actions.report(Level::Warn, "storage_failed", "",
                   "the browser refuses storage: no visitor id is kept");
  }
  const auto values = fact.member("values");
  for (std::size_t i = 0; i < kRecords; ++i) {
    if (storage_[i] != Storage::Opening) continue;
    storage_[i] = failed ? Storage::Failed : Storage::Open;
    if (failed) continue;
    const auto value = values.member(kNames[i]);
    if (i == kVisitor) {
      visitor_ = read_visitor(value, now.wall_ms);
      keep_visitor(record_of(consent.policy(), i), now, random, actions);
    } else if (i == kTouchesRecord) {
      take_touches(value, consent, now.wall_ms, actions);
    } else if (i == kConversions) {
      const auto rule = record_of(consent.policy(), i);
      claims_.read(value, now.wall_ms, max_age_ms(rule, kVisitorMaxMs));
    } else if (session_.id.empty()) {
      session_ = read_session(value, now.wall_ms);
      stored_active_ms_ = session_.active_ms;
    }
  }
  return true;
}

void Identity::keep_visitor(json::Value record, Moment now, Random& random,
                            Actions& actions) {
  const double longest_ms = max_age_ms(record, kVisitorMaxMs);
  const bool renew = record.member("renew").is(json::Kind::True);
  const double age_ms = now.wall_ms - visitor_.created_ms;
  if (!visitor_.id.empty() && age_ms <= longest_ms) {
    if (!renew) return;
    visitor_.created_ms = now.wall_ms;
  } else {
    visitor_ = {make_uuid(now.wall_ms, random), now.wall_ms};
  }
  Text json;
  json::Writer out(json);
  write_visitor(out, visitor_);
  actions.store(record, json, longest_ms);
}

void Identity::withdraw(const Consent& consent, PurposeMask withdrawn,
                        bool erase, Actions& actions) {
  Records records;
  std::size_t count = 0;
  for (std::size_t i = 0; i < kRecords; ++i) {
    const auto record = record_of(consent.policy(), i);
    const PurposeMask needs = consent.policy().mask(record.member("needs"));
    if ((needs & withdrawn) == 0) continue;
    if (storage_[i] != Storage::Closed) records[count++] = record;
    storage_[i] = Storage::Closed;
    if (i == kVisitor) visitor_ = {};
    if (i == kSession) session_ = {};
    if (i == kTouchesRecord) drop_touches();
    if (i == kConversions) claims_ = {};
  }
  if (erase && count > 0) actions.erase({records.data(), count});
}

void Identity::drop_ruled_out(const Consent& consent, PurposeMask withdrawn,
                              Actions& actions) {
  const auto may_stay = [&consent, withdrawn](std::string_view path) {
    return !is_ruled_out(consent, path, withdrawn);
  };
  if (!may_stay("user.id")) user_ = {};
  if (!may_stay("visitor.id")) visitor_ = {};
  if (!may_stay("session.id")) session_ = {};
  if (!may_stay(kTouches)) drop_touches();
  filter(campaign_, may_stay);
  if (!filter(session_.campaign, may_stay)) return;
  stored_active_ms_ = 0;
  keep_session(consent, 0, actions);
}

std::span<const json::Value> Identity::forget(const Policy& policy,
                                              Records& room, Actions& actions) {
  *this = Identity();
  has_touch_news_ = true;
  std::size_t count = 0;
  for (std::size_t i = 0; i < kRecords; ++i) {
    const auto record = record_of(policy, i);
    if (record.exists()) room[count++] = record;
  }
  const std::span<const json::Value> records(room.data(), count);
  if (count > 0) actions.erase(records);
  return records;
}

void Identity::arrive(Fields campaign, double time_ms) {
  touch_is_due_ = true;
  if (campaign.empty()) return;
  campaign_ = std::move(campaign);
  campaign_active_ms_ = time_ms;
  campaign_is_new_ = true;
}

void Identity::describe_capture(Event& event) {
  event.fields.add_present("user.id", user_);
  // A campaign ends with its session.
  if (event.time_ms - campaign_active_ms_ > kSessionIdleMs) campaign_ = {};
  campaign_active_ms_ = event.time_ms;
  event.fields.add(campaign_);
}

void Identity::describe_release(Event& event, const Consent& consent,
                                Random& random, Actions& actions) {
  const bool is_new = enter_session(session_, event.time_ms, random);
  const bool has_news = campaign_is_new_ && !campaign_.empty();
  if (has_news) session_.campaign = campaign_;
  campaign_is_new_ = false;
  Fields& fields = event.fields;
  if (!fields.has_group("utm") && !fields.has_group("click_id")) {
    fields.add(session_.campaign);
  }
  fields.add_text("session.id", session_.id);
  fields.add_integer("session.started", session_.started_ms);
  fields.add_present("visitor.id", visitor_.id);
  touch_is_due_ = touch_is_due_ || is_new;
  note_touches(event, consent, actions);
  keep_session(consent, is_new || has_news ? 0 : kStoreEveryMs, actions);
}

bool Identity::is_counted(const Event& event) const {
  const bool is_new = !session_.covers(event.time_ms);
  return claims_.is_taken(event, is_new ? std::string_view() : session_.id);
}

void Identity::count(const Event& event) {
  claims_.take(event, session_.id, event.time_ms);
}

void Identity::keep_counted(const Consent& consent, Actions& actions) {
  if (storage_[kConversions] != Storage::Open || !claims_.is_news()) return;
  Text record;
  json::Writer out(record);
  claims_.write(out);
  const auto rule = record_of(consent.policy(), kConversions);
  actions.store(rule, record, max_age_ms(rule, kVisitorMaxMs));
}

void Identity::keep_session(const Consent& consent, double min_age_ms,
                            Actions& actions) {
  const double unwritten_ms = session_.active_ms - stored_active_ms_;
  const auto rule = record_of(consent.policy(), kSession);
  if (storage_[kSession] != Storage::Open || session_.id.empty() ||
      unwritten_ms < min_age_ms || !may_store(consent, rule)) {
    return;
  }
  stored_active_ms_ = session_.active_ms;
  Text record;
  json::Writer out(record);
  Fields campaign = session_.campaign;
  filter(campaign, [&consent](std::string_view path) {
    return leaves_somewhere(consent, path);
  });
  write_session(out, session_, campaign);
  actions.store(rule, record, max_age_ms(rule, kSessionMaxMs));
}

}  // namespace sluice
