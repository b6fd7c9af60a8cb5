#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <utility>

#include "sluice/attribution/model.hpp"
#include "sluice/attribution/touches.hpp"
#include "sluice/base/random.hpp"
#include "sluice/base/text.hpp"
#include "sluice/base/time.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/conversion/claims.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"
#include "sluice/session/record.hpp"
#include "sluice/session/session.hpp"
#include "sluice/tracker/actions.hpp"

namespace sluice {

// Who the visitor is, as far as the policy permits: user, arrival
// (campaign/arrival.hpp), session, visitor, touches, and which conversions were
// counted. The device keeps them as the records "visitor", "session", "touches"
// and "conversions" of the policy's storage. A record is read or written only
// while all purposes that it needs are granted.
class Identity {
 public:
  // The records of a policy that stand in its storage.
  static constexpr std::size_t kRecords = 4;
  using Records = std::array<json::Value, kRecords>;

  // Asks the host for the records that may be read now and have not been.
  // Events have to wait for the answer: it says which session they belong to.
  void open(const Consent& consent, Actions& actions);
  [[nodiscard]] bool is_opening() const noexcept;

  // Takes the host's answer, the fact `loaded`. False if none was asked for.
  // `own`: the site's own campaign parameters.
  [[nodiscard]] bool take_loaded(json::Value fact, const Consent& consent,
                                 std::string_view own, Moment now,
                                 Random& random, Actions& actions);

  // Closes the records that rested on `withdrawn` purposes, and, if `erase`,
  // removes what the device keeps of them.
  void withdraw(const Consent& consent, PurposeMask withdrawn, bool erase,
                Actions& actions);

  // Forgets what may no longer leave because its purposes are denied or
  // `withdrawn`, and erases it on the device, too.
  void drop_ruled_out(const Consent& consent, PurposeMask withdrawn,
                      Actions& actions);

  // Forgets everything and erases all records, whoever wrote them. Returns
  // those, in `room`. Nothing is stored again before the next open().
  std::span<const json::Value> forget(const Policy& policy, Records& room,
                                      Actions& actions);

  void set_user(std::string_view user) { user_ = Text(user); }

  // The visitor came to this page by `arrival`, at `time_ms`. One that leads
  // here from the site itself is empty and changes nothing. `begins_session`:
  // a campaign that the session did not come by begins another.
  void arrive(Fields arrival, double time_ms, bool begins_session);

  // Adds what is known without storage: "user.*", and how the visitor came to
  // this page.
  void describe_capture(Event& event);

  // Adds "session.*" and "visitor.*"; begins a session or goes on with it. A
  // session stays with the arrival that began it, until there is a campaign:
  // a referrer alone is often a payment provider's.
  void describe_release(Event& event, const Consent& consent, Random& random,
                        Actions& actions);

  // Whether another event has counted as what this one stands for; and counts
  // this one, once it is on its way.
  [[nodiscard]] bool is_counted(const Event& event) const;
  void count(const Event& event);

  // Writes what was counted to the device, if that is news.
  void keep_counted(const Consent& consent, Actions& actions);
  // Adds "attribution.*": what led to this conversion.
  void describe_conversion(Event& event, const Attribution& attribution) const;

  // What the page may know of that now, as JSON: README.md, `attribution`.
  [[nodiscard]] Text attribution(const Consent& consent,
                                 const Attribution& attribution,
                                 double now_ms) const;

  // Whether touches changed since this was asked last.
  [[nodiscard]] bool take_touch_news() noexcept {
    return std::exchange(has_touch_news_, false);
  }

  // Writes the session to the device if what stands there is at least
  // `min_age_ms` behind its last activity.
  void keep_session(const Consent& consent, double min_age_ms,
                    Actions& actions);

 private:
  enum class Storage : std::uint8_t { Closed, Opening, Open, Failed };
  enum Record : std::size_t {
    kVisitor,
    kSession,
    kTouchesRecord,
    kConversions
  };

  void keep_visitor(json::Value record, Moment now, Random& random,
                    Actions& actions);
  bool enter_session(const Consent& consent, double time_ms, Random& random);
  static json::Value record_of(const Policy& policy,
                               std::size_t record) noexcept;
  // How long the policy lets it be kept, at most `most_ms`.
  static double max_age_ms(json::Value record, double most_ms) noexcept;

  // What led the visitor here (identity_touches.cpp), by the policy's rule for
  // the field:
  static constexpr std::string_view kTouches = "attribution.touches";
  void note_touches(const Event& event, const Consent& consent,
                    Actions& actions);
  bool note_view(const Fields& fields, double time_ms);
  bool note_visit(const Event& event);
  void take_touches(json::Value record, const Consent& consent, double now_ms,
                    Actions& actions);
  void keep_touches(const Consent& consent, Actions& actions);
  void drop_touches();

  std::array<Storage, kRecords> storage_{};
  Visitor visitor_;
  Session session_;
  Claims claims_;
  double stored_active_ms_ = 0;  // the session's activity as the device has it
  Fields arrival_;               // at this page; may be empty
  double arrival_active_ms_ = 0;
  bool has_news_ = false;  // the arrival is a campaign, which the session lacks
  bool begins_session_ = false;  // and begins another
  Text user_;
  Touches touches_;
  bool touch_is_due_ = true;  // what led to this visit is not among them yet
  bool has_touch_news_ = false;
};

}  // namespace sluice
