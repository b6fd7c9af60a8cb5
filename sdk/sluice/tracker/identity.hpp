#pragma once

#include <span>
#include <string_view>

#include "sluice/base/random.hpp"
#include "sluice/base/text.hpp"
#include "sluice/base/time.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"
#include "sluice/session/record.hpp"
#include "sluice/session/session.hpp"
#include "sluice/tracker/actions.hpp"

namespace sluice {

// Who the visitor is, as far as the policy lets it be known: user, campaign,
// session and visitor, and what of them the device keeps. Touches storage only
// between open() and forget().
class Identity {
 public:
  // Asks the host for what the device holds. Events have to wait for the
  // answer: it says which session they belong to.
  void open(Actions& actions);
  [[nodiscard]] bool is_closed() const noexcept {
    return storage_ == Storage::Closed;
  }
  [[nodiscard]] bool is_opening() const noexcept {
    return storage_ == Storage::Opening;
  }

  // Takes the host's answer, the fact `loaded`. False if none was asked for.
  [[nodiscard]] bool take_loaded(json::Value fact, Moment now, Random& random,
                                 Actions& actions);

  // Forgets everything and, if `erase` or storage is open, erases what the
  // device keeps. Returns the keys erased. Nothing is stored again before the
  // next open().
  std::span<const std::string_view> forget(bool erase, Actions& actions);

  // Forgets the click ids that the policy no longer allows, on the device too.
  void drop_click_ids(const Consent& consent, Actions& actions);

  void set_user(std::string_view user) { user_ = Text(user); }

  // A page was reached by an address with these parameters, at `time_ms`.
  void arrive(Fields campaign, double time_ms);

  // Adds what is known without storage: "user.*", and the campaign that led to
  // this page.
  void describe_capture(Event& event);

  // Adds "session.*", "visitor.*" and, where the event has no campaign of its
  // own, the session's. Begins a session or goes on with it.
  void describe_release(Event& event, const Consent& consent, Random& random,
                        Actions& actions);

  // Writes the session to the device if what stands there is at least
  // `min_age_ms` behind its last activity.
  void keep_session(const Consent& consent, double min_age_ms,
                    Actions& actions);

 private:
  enum class Storage : std::uint8_t { Closed, Opening, Open, Failed };

  Storage storage_ = Storage::Closed;
  Visitor visitor_;
  Session session_;
  double stored_active_ms_ = 0;  // the session's activity as the device has it
  Fields campaign_;              // that led to this page; may be empty
  double campaign_active_ms_ = 0;
  bool campaign_is_new_ = false;  // the session does not have it yet
  Text user_;
};

}  // namespace sluice
