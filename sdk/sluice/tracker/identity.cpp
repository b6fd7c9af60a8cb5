#include "sluice/tracker/identity.hpp"

#include <algorithm>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/campaign/arrival.hpp"
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

// Returns those `fields` that may be kept.
Fields storable(Fields fields, const Consent& consent) {
  filter(fields, [&consent](std::string_view path) {
    return leaves_somewhere(consent, path);
  });
  return fields;
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

bool Identity::take_loaded(json::Value fact, const Consent& consent,
                           std::string_view own, Moment now, Random& random,
                           Actions& actions) {
  if (!is_opening()) return false;
  const bool failed = fact.is_set("failed");
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
      session_ = read_session(value, now.wall_ms, own);
      stored_active_ms_ = session_.active_ms;
    }
  }
  return true;
}

void Identity::keep_visitor(json::Value record, Moment now, Random& random,
                            Actions& actions) {
  const double longest_ms = max_age_ms(record, kVisitorMaxMs);
  const bool renew = record.is_set("renew");
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
  filter(arrival_, may_stay);
  if (!filter(session_.arrival, may_stay)) return;
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

void Identity::arrive(Fields arrival, double time_ms, bool begins_session) {
  if (arrival.empty()) return;
  has_news_ = is_campaign(arrival);
  touch_is_due_ = touch_is_due_ || has_news_;
  begins_session_ = has_news_ && begins_session;
  arrival_active_ms_ = time_ms;
  // Back at the landing page: the referrer is still the one that led there.
  if (has_news_ && is_same_campaign(arrival, arrival_)) return;
  arrival_ = std::move(arrival);
}

void Identity::describe_capture(Event& event) {
  event.fields.add_present("user.id", user_);
  // It ends with its session: who comes back to an open page comes directly.
  const double idle_ms = event.time_ms - arrival_active_ms_;
  if (arrival_active_ms_ > 0 && idle_ms > kSessionIdleMs) {
    arrival_ = direct_arrival();
  }
  arrival_active_ms_ = event.time_ms;
  event.fields.add(arrival_);
}

void Identity::describe_release(Event& event, const Consent& consent,
                                Random& random, Actions& actions) {
  const bool is_new = enter_session(consent, event.time_ms, random);
  const bool has_news = has_news_;
  has_news_ = false;
  Fields& fields = event.fields;
  const Fields own = take_arrival(fields);
  if (is_new && own.empty() && storage_[kSession] == Storage::Open) {
    // From another page of the site, long after the visit that it was part of.
    session_.arrival = direct_arrival();
  } else if (is_new || session_.arrival.empty()) {
    session_.arrival = own;
  } else if (has_news) {
    session_.arrival = arrival_;
  }
  fields.add(is_campaign(own) ? own : session_.arrival);
  fields.add_text("session.id", session_.id);
  fields.add_integer("session.started", session_.started_ms);
  fields.add_present("visitor.id", visitor_.id);
  touch_is_due_ = touch_is_due_ || is_new;
  note_touches(event, consent, actions);
  keep_session(consent, is_new || has_news ? 0 : kStoreEveryMs, actions);
}

// The session of a page before knows of its campaign what might be kept: the
// same address again is no other campaign for a click id that might not.
bool Identity::enter_session(const Consent& consent, double time_ms,
                             Random& random) {
  if (begins_session_ &&
      !is_same_campaign(storable(arrival_, consent),
                        storable(session_.arrival, consent))) {
    session_ = {};
  }
  begins_session_ = false;
  return sluice::enter_session(session_, time_ms, random);
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
  write_session(out, session_, storable(session_.arrival, consent));
  actions.store(rule, record, max_age_ms(rule, kSessionMaxMs));
}

}  // namespace sluice
