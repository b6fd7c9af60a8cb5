#include "sluice/tracker/identity.hpp"

#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/consent/gate.hpp"

namespace sluice {
namespace {

constexpr std::string_view kVisitorKey = "sluice.visitor";
constexpr std::string_view kSessionKey = "sluice.session";
constexpr std::array kKeys = {kVisitorKey, kSessionKey};

// A session's activity is written at most once a minute while events come in;
// localStorage.setItem blocks the page for 12 us and more.
constexpr double kStoreEveryMs = 60 * 1000.0;

bool may_know_click_ids(const Consent& consent) noexcept {
  return judge_field(consent, "click_id.*").action == FieldAction::Allow;
}

}  // namespace

void Identity::open(Actions& actions) {
  storage_ = Storage::Opening;
  actions.load(kKeys);
}

bool Identity::take_loaded(json::Value fact, Moment now, Random& random,
                           Actions& actions) {
  if (!is_opening()) return false;
  if (fact.member("failed").is(json::Kind::True)) {
    storage_ = Storage::Failed;
    actions.report(Level::Warn, "storage_failed", "",
                   "the browser refuses storage: no visitor id is kept");
    return true;
  }
  storage_ = Storage::Open;
  const auto values = fact.member("values");
  if (session_.id.empty()) {
    session_ = read_session(values.member(kSessionKey), now.wall_ms);
    stored_active_ms_ = session_.active_ms;
  }
  visitor_ = read_visitor(values.member(kVisitorKey), now.wall_ms);
  if (!visitor_.id.empty()) return true;
  visitor_ = {make_uuid(now.wall_ms, random), now.wall_ms};
  Text record;
  json::Writer out(record);
  write_visitor(out, visitor_);
  actions.store(kVisitorKey, record);
  return true;
}

std::span<const std::string_view> Identity::forget(bool erase,
                                                   Actions& actions) {
  const bool touched = erase || !is_closed();
  *this = Identity();
  if (!touched) return {};
  actions.erase(kKeys);
  return kKeys;
}

void Identity::drop_click_ids(const Consent& consent, Actions& actions) {
  if (may_know_click_ids(consent)) return;
  campaign_.remove_group("click_id");
  if (!session_.campaign.remove_group("click_id")) return;
  stored_active_ms_ = 0;
  keep_session(consent, 0, actions);
}

void Identity::arrive(Fields campaign, double time_ms) {
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
  keep_session(consent, is_new || has_news ? 0 : kStoreEveryMs, actions);
}

void Identity::keep_session(const Consent& consent, double min_age_ms,
                            Actions& actions) {
  const double unwritten_ms = session_.active_ms - stored_active_ms_;
  if (storage_ != Storage::Open || session_.id.empty() ||
      unwritten_ms < min_age_ms) {
    return;
  }
  stored_active_ms_ = session_.active_ms;
  Text record;
  json::Writer out(record);
  write_session(out, session_, may_know_click_ids(consent));
  actions.store(kSessionKey, record);
}

}  // namespace sluice
