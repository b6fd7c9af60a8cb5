#include "sluice/tracker/tracker.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sluice/base/uuid.hpp"
#include "sluice/capture/automation.hpp"

namespace sluice {
namespace {

// What counts and numbers of batches are kept in.
constexpr double kMaxCount = 4294967295.0;

}  // namespace

Status Tracker::take(char* text, std::size_t size) {
  actions_.clear();
  urgency_.reset();
  json::mend_surrogates(text, size);
  if (const auto error = document_.read({text, size})) {
    actions_.report(Level::Error, "bad_json", "", error->message);
    return Status::BadJson;
  }
  const auto fact = document_.root();
  const auto wall_ms = fact.member("wall").number();
  const auto mono_ms = fact.member("mono").number();
  if (!wall_ms || !mono_ms) return refuse("/wall", "expected two times");
  // Calls that waited for the script are older than its start.
  now_ = {*wall_ms, std::max(*mono_ms, now_.mono_ms), *wall_ms - *mono_ms};
  if (config_) {
    drop_lapsed();  // what another tab has is not this one's to count
    expire_held();
    capture_due();
  }
  const Status status = take_fact(fact);
  if (config_) finish_fact();
  return status;
}

Status Tracker::take_fact(json::Value fact) {
  const auto kind = fact.member("fact");
  if (kind.says("start")) return start(fact);
  if (!config_) return Status::NotStarted;
  // What signals say at once comes before all else, so that nothing is decided
  // without them.
  if (!consent_applied_ && !kind.says("signal")) {
    consent_applied_ = true;
    apply_consent({});
  }
  // A table, because calls by name are put into this function by the compiler:
  // the browser then compiles 33 KB for the first fact of a page.
  struct Taker {
    const char* kind;
    Status (Tracker::*take)(json::Value fact);
  };
  static constexpr std::array kTakers = {
      Taker{"track", &Tracker::take_track},
      Taker{"click", &Tracker::take_click},
      Taker{"page", &Tracker::take_page},
      Taker{"settled", &Tracker::take_settled},
      Taker{"title", &Tracker::take_title},
      Taker{"wake", &Tracker::take_wake},
      Taker{"more", &Tracker::take_more},
      Taker{"sent", &Tracker::take_sent},
      Taker{"hidden", &Tracker::take_hidden},
      Taker{"visible", &Tracker::take_visible},
      Taker{"signal", &Tracker::take_signal},
      Taker{"region", &Tracker::take_region},
      Taker{"loaded", &Tracker::take_loaded},
      Taker{"identify", &Tracker::take_identify},
      Taker{"stashed", &Tracker::take_stashed},
      Taker{"claimable", &Tracker::take_claimable},
      Taker{"offline", &Tracker::take_offline},
      Taker{"online", &Tracker::take_online},
      Taker{"lost", &Tracker::take_lost},
      Taker{"flush", &Tracker::flush},
      Taker{"forget", &Tracker::forget},
  };
  for (const auto& [name, take] : kTakers) {
    if (kind.says(name)) return (this->*take)(fact);
  }
  return take_act(fact);
}

Status Tracker::start(json::Value fact) {
  if (config_) return Status::StartedTwice;
  if (!random_.seed(fact.member("seed").text())) {
    return refuse("/seed", "expected 32 hex digits");
  }
  auto config = read_config(fact, policy_, goals_, actions_);
  if (!config) return Status::BadConfig;
  if (!open_routes(*config, fact)) return Status::BadConfig;
  config_ = std::move(config);
  page_.id = make_uuid(now_.wall_ms, random_);
  is_automated_ = is_automated(fact);
  defers_ = fact.is_set("defers");
  begin_consent(fact.is_set("awaits_region"));
  actions_.watch(*config_, is_named("click.text"));
  return Status::Ok;
}

Status Tracker::take_loaded(json::Value fact) {
  if (!identity_.take_loaded(fact, *consent_, config_->campaign_parameters,
                             now_, random_, actions_)) {
    return Status::NotCounted;  // forgotten meanwhile, or never asked for
  }
  release_held();
  return Status::Ok;
}

Status Tracker::take_sent(json::Value fact) {
  const auto batch = fact.member("batch").number();
  const auto status = fact.member("status").number();
  if (!batch || !status || !(*batch >= 1 && *batch <= kMaxCount) ||
      *status < 0 || *status > 999) {
    return refuse("/batch", "expected a batch and an HTTP status");
  }
  Route* route = find_route(fact.member("destination").number_or(0));
  if (route == nullptr) return refuse("/destination", "there is no such one");
  const auto number = static_cast<std::uint32_t>(*batch);
  route->outbox.note_reached(*status > 0);
  std::size_t dropped = 0;
  const Answer answer = take_answer(*route, number, fact, dropped);
  if (is_debugged()) tell_answer(*route, number, answer, *status);
  dropped += route->outbox.settle(
      number, answer, fact.member("retry_after").number(), now_, random_);
  // The answer may have come so late that another tab took the batch.
  (void)route->outbox.drop_lapsed(now_);
  if (dropped > 0) {
    actions_.report(Level::Error, "delivery_refused", "/endpoint",
                    join({"events were given up; the collector answered ",
                          fact.member("status").text()}));
  } else if (answer != Answer::Taken) {
    actions_.report(
        Level::Warn, "delivery_failed", "/endpoint",
        join({"the collector answered ", fact.member("status").text(),
              " (0: not reached, or CORS); trying again"}));
  }
  if (answer == Answer::Taken) {
    keep_counted();
    // The device has room for another.
    if (!hidden_) route->outbox.retry_stashing();
  }
  urgency_ = Urgency::WhenDue;
  return Status::Ok;
}

Status Tracker::take_lost(json::Value fact) {
  const double events = fact.member("events").number_or(0);
  if (!(events >= 1 && events <= kMaxCount)) {
    return refuse("/events", "expected a count");
  }
  lose(DropReason::QueueFull, static_cast<std::size_t>(events));
  return Status::Ok;
}

Status Tracker::take_hidden(json::Value fact) {
  Captures captures;
  visit_.hide(fact.is_set("left"), *config_, now_, captures);
  (void)capture(captures);
  if (!std::exchange(hidden_, true)) {
    for (Route& route : routes_) route.outbox.retry_stashing();
  }
  left_ = fact.is_set("left");
  series_.cancel();
  identity_.keep_session(*consent_, 1, actions_);
  keep_counted();
  for (Route& route : routes_) route.outbox.begin_leaving();
  reclaim_in_flight();
  urgency_ = Urgency::Exit;
  return Status::Ok;
}

Status Tracker::take_visible(json::Value /*fact*/) {
  hidden_ = left_ = false;
  visit_.show(now_);
  for (Route& route : routes_) route.outbox.retry_stashing();
  claim_stored();
  return Status::Ok;
}

Status Tracker::take_wake(json::Value /*fact*/) {
  wake_at_.reset();
  if (reclaim_at_ && *reclaim_at_ <= now_.mono_ms) {
    reclaim_at_.reset();
    claim_stored();
  }
  urgency_ = Urgency::WhenDue;
  return Status::Ok;
}

Status Tracker::take_more(json::Value /*fact*/) {
  urgency_ = std::exchange(unfinished_, std::nullopt);
  return Status::Ok;
}

Status Tracker::flush(json::Value /*fact*/) {
  urgency_ = Urgency::Now;
  return Status::Ok;
}

Status Tracker::forget(json::Value fact) {
  // Another tab's trackers may stand under other policies.
  const auto of = fact.member("policy");
  if (of.exists() && of.text() != policy_.id()) return Status::NotCounted;
  const auto withdrawn = fact.member("withdrawn");
  if (withdrawn.first().exists()) return take_withdrawn(withdrawn);
  const auto held = hold_.take();
  std::size_t events = held.size();
  if (is_debugged()) tell_forgotten(held);
  std::size_t index = 0;
  for (Route& route : routes_) {
    for (const auto batch : route.outbox.batches_in_flight()) {
      actions_.abort(index, batch);
    }
    events += route.outbox.clear();
    ++index;
  }
  discard_stored();
  Identity::Records room;
  const auto records = identity_.forget(policy_, room, actions_);
  untitled_.clear();
  visit_.forget();
  page_.id = make_uuid(now_.wall_ms, random_);
  sequence_ = 0;
  series_.cancel();
  click_counts_ = {};
  actions_.forgot(events, records);
  // Where nothing may be stored, not even that is: no tab knows the visitor.
  if (!of.exists() && !records.empty()) actions_.forget_tabs(policy_, 0);
  return Status::Ok;
}

bool Tracker::open_routes(const Config& config, json::Value fact) {
  check_destination_names(config);
  auto destination = policy_.member("destinations").first();
  for (; destination.exists(); destination = destination.next()) {
    Route& route = routes_.emplace_back();
    route.destination = destination;
    if (!describe(route, config, fact) ||
        !check_endpoint(route.url, fact.member("url").text(), actions_)) {
      routes_.clear();
      return false;
    }
  }
  for (Route& route : routes_) {
    route.outbox.share(routes_.size());
    route.outbox.keeps_dropped = config.debug;
  }
  return true;
}

Route* Tracker::find_route(double index) noexcept {
  for (Route& route : routes_) {
    if (index-- == 0) return &route;
  }
  return nullptr;
}

void Tracker::count_cuts(std::uint32_t cuts) {
  for (Route& route : routes_) route.outbox.losses.cut += cuts;
}

void Tracker::lose(DropReason reason, std::size_t events) {
  for (Route& route : routes_) route.outbox.losses.count(reason, events);
}

Status Tracker::refuse(const char* at, const char* message) {
  actions_.report(Level::Warn, "bad_fact", at, message);
  return Status::BadFact;
}

}  // namespace sluice
