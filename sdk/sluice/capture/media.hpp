#pragma once

#include <cstdint>
#include <list>

#include "sluice/base/status.hpp"
#include "sluice/base/text.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The videos and sounds of a page view: started, played up to a milestone,
// played to the end. A milestone is reached by playing up to it, not by moving
// the handle past it.
class Media {
 public:
  // Takes the fact `media`.
  Status take(json::Value fact, double mono_ms, Captures& captures);
  [[nodiscard]] bool is_playing() const noexcept;

 private:
  struct Medium {
    double key = 0;  // the host's
    bool is_started = false;
    bool is_playing = false;
    bool is_completed = false;
    std::uint32_t milestones = 0;  // bits of those told
    double position_s = 0;
    double at_mono_ms = 0;
  };

  static void start(Medium& medium, json::Value fact, Captures& captures);
  static void play_to(Medium& medium, json::Value fact, double position_s,
                      Captures& captures);
  Medium* find(double key);

  std::list<Medium> media_;  // at most kMaxMedia
};

}  // namespace sluice
