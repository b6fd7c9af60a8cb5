#pragma once

#include <cstddef>
#include <list>
#include <optional>
#include <string_view>

#include "sluice/base/outcomes.hpp"
#include "sluice/base/random.hpp"
#include "sluice/base/status.hpp"
#include "sluice/base/time.hpp"
#include "sluice/capture/click_counts.hpp"
#include "sluice/capture/click_series.hpp"
#include "sluice/capture/page.hpp"
#include "sluice/capture/page_visit.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/consent/hold.hpp"
#include "sluice/consent/receipt.hpp"
#include "sluice/conversion/goals.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/delivery/rate.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/actions.hpp"
#include "sluice/tracker/config.hpp"
#include "sluice/tracker/identity.hpp"
#include "sluice/tracker/route.hpp"

namespace sluice {

// The whole core as one object: facts in, actions out, as README.md beside
// this file says. The same facts give the same actions on every host.
class Tracker {
 public:
  // Takes one fact, the `size` bytes of JSON at `text`; lone surrogates in it
  // are mended in place. A mistake (below 0) is not taken itself; if its times
  // could be read, what was due by then has happened.
  Status take(char* text, std::size_t size);

  // What the last fact caused; valid until the next one.
  [[nodiscard]] const Actions& actions() const noexcept { return actions_; }

 private:
  Status take_fact(json::Value fact);

  // The life of the tracker (tracker.cpp).
  Status start(json::Value fact);
  Status take_loaded(json::Value fact);
  Status take_sent(json::Value fact);
  bool open_routes(const Config& config, json::Value fact);
  Route* find_route(double index) noexcept;
  void lose(DropReason reason, std::size_t events);
  void count_cuts(std::uint32_t cuts);
  Status take_lost(json::Value fact);
  Status take_hidden(json::Value fact);
  Status take_visible(json::Value fact);
  Status take_wake(json::Value fact);
  Status take_more(json::Value fact);
  Status flush(json::Value fact);
  Status forget(json::Value fact);

  // How a destination is spoken to (destination_flow.cpp).
  void check_destination_names(const Config& config);
  bool describe(Route& route, const Config& config, json::Value fact);
  // The request of a batch, as its destination wants it.
  [[nodiscard]] Posting posting_of(const Route& route, const Batch& batch,
                                   bool is_leaving) const;
  void post(Route& route, std::size_t index, Request request, Urgency urgency,
            std::size_t keepalive_room);
  Answer take_answer(Route& route, std::uint32_t batch, json::Value fact,
                     std::size_t& dropped);

  // What the device keeps between visits (stored_flow.cpp).
  [[nodiscard]] bool may_stash() const noexcept;
  [[nodiscard]] Text stored_prefix() const;
  void send_conversions();
  void send_leaving(Route& route, std::size_t index, bool only_conversions);
  void leave(Route& route, std::size_t index);
  void back_up(Route& route, std::size_t index);
  void stash(const Batch& batch, Route& route, std::size_t index);
  void reclaim_in_flight();
  void claim_stored();
  void discard_stored();
  void discard_finished(Route& route);
  void adjust_leases(Outbox& outbox);
  void drop_lapsed();
  Status take_stashed(json::Value fact);
  Status take_claimable(json::Value fact);
  Status take_offline(json::Value fact);
  Status take_online(json::Value fact);
  bool adopt(std::string_view id, json::Value record);
  bool judge_stored(json::Value record, const Route& route, Batch& batch);
  bool judge_stored(const Event& event, const Route& route, Batch& batch);

  // What the browser sends for a page that dies (deferred_flow.cpp).
  void defer(Route& route, std::size_t index);

  // What is measured (capture_facts.cpp).
  Status take_page(json::Value fact);
  void arrive(bool is_load, std::string_view url, std::string_view referrer);
  Status tell_same_page(std::string_view url, std::string_view cause);
  Status take_title(json::Value fact);
  bool set_title(json::Value title);
  Status take_track(json::Value fact);
  Status take_identify(json::Value fact);
  Event begin_event(std::string_view name, std::string_view page_cause = {},
                    bool conversion = false, Text id = Text());
  void add_properties(Fields& fields, json::Value properties,
                      bool is_order = false);

  // What it is worth (conversion_flow.cpp).
  Event begin_tracked(json::Value fact);
  void convert(const Event& trigger, json::Value mark);
  void convert_to(json::Value goal, const Event& trigger, bool is_mark);
  Text conversion_id(std::string_view goal, const Fields& fields);
  void report(const char* code, const char* root_at, json::Value root,
              const Mistakes& mistakes);
  void keep_counted();

  // Clicks (click_facts.cpp).
  Status take_click(json::Value fact);
  Status take_settled(json::Value fact);
  void describe_click(Fields& fields, const Click& click, json::Value fact);
  void describe_mark(Fields& fields, const Mark& mark);
  [[nodiscard]] bool is_named(std::string_view path) const noexcept;

  // What is done on a page (page_facts.cpp).
  Status take_act(json::Value fact);
  void begin_visit(json::Value page, bool is_load);
  void look_for_search(json::Value cause);
  void capture_due();
  Status capture(const Captures& captures, json::Value mark = {});

  // From capture to queue (event_flow.cpp).
  // `mark`: what the element says in HTML that an event came from.
  Status judge(Event& event, json::Value mark = {});
  Status judge_held(Held& held, bool expired);
  Status admit_to(Held& held, const Judgement& event, bool expired);
  Status hold(Held& held, const Judgement& judged);
  Status queue(const Event& event, Route& route, const Judgement& judged);
  void retitle_queued(const Event& event);
  Status drop(const Held& held, DropReason reason, const Judgement& by = {});
  Status drop(const Event& event, DropReason reason, Route& route,
              const Judgement& by = {});
  void note_drop(const Event& event, json::Value destination, DropReason reason,
                 const Judgement& by);
  void release_held();
  void expire_held();
  void send(Route& route, std::size_t index, Urgency urgency, bool or_stash,
            bool only_conversions = false);
  void finish_fact();
  void plan_wake();

  // What became of an event, for a developer who asks by the option "debug"
  // (outcome_flow.cpp). `destination`: a member of the policy's; absent: any.
  [[nodiscard]] bool is_debugged() const noexcept {
    return tells_outcomes() && config_->debug;
  }
  void tell(const Event& event, json::Value destination,
            std::string_view outcome, json::Value rule = {});
  void tell(const QueuedEvent& event, const Route& route,
            std::string_view outcome);
  void tell(const std::list<QueuedEvent>& events, const Route& route,
            std::string_view outcome);
  void tell_drop(const Event& event, json::Value destination, DropReason reason,
                 const Judgement& by);
  void tell_held(Held& held, const Judgement& by);
  void tell_queued(const Event& event, const Route& route,
                   const QueuedEvent& queued, const Judgement& by);
  void tell_answer(Route& route, std::uint32_t batch, Answer answer,
                   double status);
  void tell_dropped(Route& route);
  void tell_forgotten(const std::list<Held>& held);
  [[nodiscard]] Text reasons_of(PurposeMask needs) const;

  // What a change of consent causes (consent_flow.cpp).
  struct Permissions {
    PurposeMask granted = 0;
    PurposeMask denied = kNoSuchPurpose;
    PurposeMask chosen = 0;
    json::Value regime;
  };
  void begin_consent(bool awaits_region);
  [[nodiscard]] Permissions permissions() const noexcept;
  // `elsewhere`: by what the visitor withdrew in another tab.
  void apply_consent(Permissions before, bool elsewhere = false);
  void withdraw(PurposeMask purposes, json::Value regime);
  void stop_sending(PurposeMask purposes);
  Status take_signal(json::Value fact);
  Status take_region(json::Value fact);
  Status take_withdrawn(json::Value purposes);
  void tell_status();
  void tell_attribution();
  void send_receipt(bool is_withdrawal);

  // Names that a policy and a platform or a site have in common, or not
  // (consent_names.cpp).
  void check_names(json::Value fact);
  void check_choices(json::Value choices);
  void check_name(std::string_view kind, json::Value wanted,
                  json::Value choices);

  // Literals, and no views: passing one of those costs 20 bytes a call.
  Status refuse(const char* at, const char* message);

  Random random_;
  json::Document document_;
  Actions actions_;
  Moment now_;

  // Both set by the first `start` that was accepted.
  std::optional<Config> config_;
  std::optional<Consent> consent_;
  bool consent_applied_ = false;
  PurposeMask relied_on_ = 0;  // granted, and not withdrawn since
  Policy policy_;
  Goals goals_;
  std::list<Route> routes_;  // to all destinations, in the policy's order

  Identity identity_;
  Page page_;
  // Until then (mono) a title that comes is also that of the page view, and of
  // what happened on it before; of that, what is no longer held.
  double title_until_ms_ = 0;
  std::list<Held> untitled_;
  bool title_is_early_ = false;  // it changed since a click or a page view
  ClickSeries series_;
  ClickCounts click_counts_;
  bool last_click_counted_ = false;
  PageVisit visit_;
  std::uint32_t sequence_ = 0;  // of the last event captured
  Rate rate_;
  Hold hold_;
  Text status_, attribution_{"null"};  // as they were told last
  EventCounts counts_;
  bool hidden_ = false;
  bool left_ = false;           // hidden, and the page may end with each task
  bool may_be_stored_ = false;  // this page has read or written the queue's
  std::optional<double> reclaim_at_;  // when a lease of another page is over
  bool is_automated_ = false;
  bool defers_ = false;                // the browser sends for a page that dies
  std::optional<Urgency> urgency_;     // with which this fact sends; none: not
  std::optional<Urgency> unfinished_;  // with which the fact `more` goes on
  std::optional<double> wake_at_;      // what the host was asked for last
};

}  // namespace sluice
