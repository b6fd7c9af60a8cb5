#pragma once

#include <list>
#include <string_view>

#include "sluice/attribution/touch.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// What led one visitor here, oldest first: at most kMaxTouches. When they are
// more, the oldest view goes, or the second click: the first touch is the first
// touch for good.
class Touches {
 public:
  [[nodiscard]] const std::list<Touch>& all() const noexcept { return all_; }

  // Adds what led to a visit that began at `visit_ms`. False where that is
  // nothing new: in this visit, or in the kSessionIdleMs before, there was one
  // like it (the page was loaded again, or gone back to), or any, and this one
  // is direct (the address was typed in).
  bool add(Touch touch, double visit_ms);

  // Adds what was seen; seen again, it moves on.
  void add_view(Touch view);
  // It was clicked, and so not only seen. False if it was not seen.
  bool remove_view(const Touch& view);

  // The first and the last click; null if there is none.
  [[nodiscard]] const Touch* first() const noexcept;
  [[nodiscard]] const Touch* last() const noexcept;

  // As the device keeps them and events carry them: an array. Reading leaves
  // out what is older than `max_age_ms`, lies in the future, or is no touch,
  // and adds those that are here already, which led to a visit that began at
  // `visit_ms`.
  void write(json::Writer& out) const;
  void read(json::Value list, double now_ms, double max_age_ms,
            double visit_ms);

 private:
  void insert(Touch touch);

  std::list<Touch> all_;
};

}  // namespace sluice
