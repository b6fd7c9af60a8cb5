#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/event/event.hpp"

namespace sluice {

enum class Verdict : std::uint8_t {
  Send,
  Hold,         // a purpose it needs is unknown
  Denied,       // a purpose it needs is denied
  NotInPolicy,  // no rule names it, or one forbids it
};

// What may become of an event of that name under the present consent.
[[nodiscard]] Verdict judge_event(const Consent& consent,
                                  std::string_view name) noexcept;

// What may become of the field at `path`, and the purposes this rested on.
struct FieldVerdict {
  FieldAction action = FieldAction::Deny;
  PurposeMask relied_on = 0;
};

[[nodiscard]] FieldVerdict judge_field(const Consent& consent,
                                       std::string_view path) noexcept;

// An event as the policy lets it out.
struct Admitted {
  Text json;                  // of event.schema.json
  PurposeMask relied_on = 0;  // all purposes that something in it needed
};

// Writes those fields of `event` that may leave, the consent's own
// ("consent.*") at the end. The event itself must have been judged Send.
[[nodiscard]] Admitted admit(const Consent& consent, const Event& event);

}  // namespace sluice
