#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/event/event.hpp"

namespace sluice {

enum class Ruling : std::uint8_t {
  Send,
  Cookieless,   // send as if every purpose were denied
  Hold,         // a purpose it needs is unknown
  Denied,       // a purpose it needs is denied
  NotInPolicy,  // no rule names it, or one forbids it
};

// What may become of an event, and the value of the policy that says so.
struct Judgement {
  Ruling ruling = Ruling::NotInPolicy;
  PurposeMask needs = 0;  // the purposes it rests on
  json::Value rule;
};

// An event of that name. `expired`: it was held for as long as it may be.
[[nodiscard]] Judgement judge_event(const Consent& consent,
                                    std::string_view name,
                                    bool expired = false) noexcept;

// That event on its way to `destination`, a member of the policy's
// "destinations". NotInPolicy: the destination does not want it.
[[nodiscard]] Judgement judge_destination(const Consent& consent,
                                          json::Value destination,
                                          std::string_view name,
                                          Ruling ruling) noexcept;

// What happens to the field at `path`: one of the actions of transform.hpp, by
// the field rule `rule`; without one it does not leave.
struct FieldJudgement {
  json::Value action;
  PurposeMask relied_on = 0;
  json::Value rule;
};

// On its way to the destination of that name, empty for any. `ruling` is Send
// or Cookieless.
[[nodiscard]] FieldJudgement judge_field(const Consent& consent,
                                         std::string_view path,
                                         std::string_view destination,
                                         Ruling ruling) noexcept;

// Whether no destination can have the field at `path` as long as the purposes
// that are denied now, and those `withdrawn`, are not granted, whatever becomes
// of the others.
[[nodiscard]] bool is_ruled_out(const Consent& consent, std::string_view path,
                                PurposeMask withdrawn = 0) noexcept;

// Whether some destination may have the field at `path` now.
[[nodiscard]] bool leaves_somewhere(const Consent& consent,
                                    std::string_view path) noexcept;

// Whether `record`, a member of the policy's "storage", may be read or written.
[[nodiscard]] bool may_store(const Consent& consent,
                             json::Value record) noexcept;
// Whether the policy keeps something on the device by these purposes alone.
[[nodiscard]] bool permit_storage(const Policy& policy,
                                  PurposeMask purposes) noexcept;

// An event as the policy lets it out.
struct Admitted {
  Text json;                  // of event.schema.json
  PurposeMask relied_on = 0;  // all purposes that a field of it needed
};

// Writes those fields of `event` that may leave for `destination`, the
// consent's own ("consent.*") at the end.
[[nodiscard]] Admitted admit(const Consent& consent, const Event& event,
                             std::string_view destination, Ruling ruling);

}  // namespace sluice
