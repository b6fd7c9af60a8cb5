#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/event/event.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// What the gate makes of an event on its way to one destination: the fields
// that leave are those in the bytes that it wrote.
class DestinationOutcome {
 public:
  // `ruling` is what judge_event() said. Of an event that waits for a purpose
  // it is what would leave if those that are unknown were granted.
  DestinationOutcome(const Consent& consent, const Event& event, Ruling ruling,
                     json::Value destination);

  // "sent", "cookieless", "held" or "dropped".
  [[nodiscard]] std::string_view status() const noexcept { return status_; }
  [[nodiscard]] std::string_view why() const noexcept { return why_; }

  // Whether there is anything to say of fields: not where the event is dropped.
  [[nodiscard]] bool has_fields() const noexcept {
    return document_.root().exists();
  }
  // By which they were judged.
  [[nodiscard]] const Consent& consent() const noexcept { return consent_; }
  [[nodiscard]] Ruling ruling() const noexcept { return ruling_; }

  // The value that leaves at a path of the event; absent if none does.
  [[nodiscard]] json::Value value(std::string_view path) const;
  [[nodiscard]] json::Value group(std::string_view name) const noexcept {
    return document_.root().member(name);
  }

 private:
  Consent consent_;
  Ruling ruling_;
  std::string_view status_ = "dropped";
  Text why_;
  json::Document document_;
};

}  // namespace sluice::inspect
