#pragma once

#include <cstdint>
#include <list>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// Which conversions were counted and must not count again: the order whose
// thank-you page is reloaded, the goal that counts once per visitor. It keeps
// hashes, which do not show an order's number. The oldest are dropped first.
class Claims {
 public:
  // Whether another event than this one has claimed what it stands for.
  // `session_id`: the session's that it belongs to; empty for a new one.
  [[nodiscard]] bool is_taken(const Event& event,
                              std::string_view session_id) const;

  // Claims it for this event.
  void take(const Event& event, std::string_view session_id, double now_ms);

  // Whether there is something that write() has not written.
  [[nodiscard]] bool is_news() const noexcept { return is_news_; }

  // The JSON object as which they are kept on the device, and back; reading
  // adds to what is known, and takes nothing that write() has not written or
  // that is older than `max_age_ms`.
  void write(json::Writer& out);
  void read(json::Value record, double now_ms, double max_age_ms);

 private:
  struct Claim {
    Text key;
    std::uint32_t sequence;  // of the event; 0: of an earlier page's
  };
  using List = std::list<Claim>;

  static void add(List& list, Text key, std::uint32_t sequence);

  List kept_;
  List page_;  // of this page, never stored: it does not crowd out orders
  double since_ms_ = 0;  // the first of those kept; 0: there is none
  bool is_news_ = false;
};

}  // namespace sluice
