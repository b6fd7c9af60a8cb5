#pragma once

#include <cstdint>

#include "sluice/capture/click.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Clicks of a visitor who gets no answer: a dead click is one on something to
// click after which nothing happens, rage clicks are several on one spot. A
// page's answer is awaited for kAnswerMs after a click; what was answered is
// neither. Left out besides, since silence is right for them: the keyboard,
// keys held down, drags, fields, editors, players and canvases, and links that
// the browser follows. https://github.com/PostHog/posthog/issues/40880
class ClickSeries {
 public:
  enum class Verdict : std::uint8_t { Nothing, Dead, Rage };

  // What to look for.
  struct Wanted {
    bool dead;
    bool rage;
  };

  // What is known of the click whose answer is awaited.
  struct Awaited {
    Fields fields;  // "click.*"
    double wall_ms = 0;
  };

  // Takes the click of a fact at `mono_ms`. True if its answer has to be
  // awaited: then it is to be described in awaited().
  [[nodiscard]] bool take(const Click& click, json::Value fact, double mono_ms,
                          Wanted wanted);

  // Takes the answer, the fact `settled`.
  [[nodiscard]] Verdict settle(json::Value fact) noexcept;

  // Nobody will know what came of it.
  void cancel() noexcept;

  [[nodiscard]] Awaited& awaited() noexcept { return awaited_; }
  // Clicks of the series that the verdict is about.
  [[nodiscard]] std::uint32_t clicks() const noexcept { return clicks_; }

 private:
  [[nodiscard]] bool goes_on(json::Value fact, double mono_ms) noexcept;

  Awaited awaited_;
  std::uint32_t clicks_ = 0;
  double last_x_ = 0;
  double last_y_ = 0;
  double last_ms_ = 0;
  bool is_awaited_ = false;
  bool may_be_dead_ = false;
  bool may_be_rage_ = false;
  bool leads_away_ = false;
};

}  // namespace sluice
