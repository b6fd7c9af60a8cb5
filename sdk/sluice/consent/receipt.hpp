#pragma once

#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/consent.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// What became of the events of this page so far.
struct EventCounts {
  std::uint32_t sent = 0;  // let out to a destination
  std::uint32_t held = 0;
  std::uint32_t dropped = 0;
};

// The records of what was decided, by what, on the processing side: for the
// proof that GDPR 7(1) asks for. Each names the hash of the one before, so that
// one that is missing shows.
class Receipts {
 public:
  // The next receipt as a JSON object: those parts that the policy's
  // "receipt.include" names, all without one. "hash" is the SHA-256 of the
  // object without that member.
  [[nodiscard]] Text next(const Consent& consent, double time_ms,
                          const EventCounts& counts);

 private:
  std::uint32_t number_ = 0;
  Text hash_;
};

// Writes "policy", "region", "regime" and "purposes" as members.
void write_policy(json::Writer& out, const Policy& policy);
void write_regime(json::Writer& out, const Consent& consent);
void write_purposes(json::Writer& out, const Consent& consent);

}  // namespace sluice
