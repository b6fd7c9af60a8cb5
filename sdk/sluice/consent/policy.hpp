#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <optional>
#include <string_view>

#include "sluice/base/secret.hpp"
#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

inline constexpr std::size_t kMaxPurposes = 16;

// A set of a policy's purposes, by index.
using PurposeMask = std::uint32_t;

// Stands for a purpose that the policy does not have: never granted.
inline constexpr PurposeMask kNoSuchPurpose = PurposeMask{1} << kMaxPurposes;

// What a signal says about a purpose, and, the last one apart, what a purpose
// is.
enum class PurposeState : std::uint8_t {
  Unknown,
  Granted,
  Denied,
  NotApplicable,  // the signal has nothing to say here
};

// "granted", "denied", "unknown".
[[nodiscard]] std::string_view purpose_state_name(PurposeState state) noexcept;

// One glob of a field rule, with what its rule says resolved: a field of every
// event is held against all of them.
struct FieldGlob {
  std::string_view glob;
  PurposeMask needs;
  json::Value rule;
};

// What a privacy team decides, as policy.schema.json describes it. What it does
// not name does not exist: no event, no field, no storage, no destination. The
// gate asks the JSON itself, so a policy is at work exactly as it was written,
// and every answer can name its rule.
class Policy {
 public:
  // Reads the text of a policy. After an error the policy is empty, so nothing
  // may leave. Errors are broken JSON, an unknown version, and an unknown word
  // in "never". `sluice policy check` finds other mistakes.
  [[nodiscard]] std::optional<json::ReadError> read(std::string_view text);

  // Finds a part that is missing or of the wrong kind, if nothing could leave
  // because of it. Returns what is expected there and appends its JSON pointer
  // to `at`. Null if there is no such part.
  [[nodiscard]] const char* misfit(Text& at) const;

  // The value of that name in the policy's object.
  [[nodiscard]] json::Value member(std::string_view name) const noexcept {
    return document_.root().member(name);
  }
  [[nodiscard]] std::string_view id() const noexcept {
    return member("id").text();
  }
  // "id@revision", as batches carry it.
  [[nodiscard]] Text label() const;
  [[nodiscard]] json::Value root() const noexcept { return document_.root(); }

  // SHA-256 of the text as it was read, in hex.
  [[nodiscard]] std::string_view hash() const noexcept { return hash_; }

  // At most kMaxPurposes; purposes behind those do not exist.
  [[nodiscard]] std::size_t purpose_count() const noexcept;
  [[nodiscard]] std::string_view purpose_name(std::size_t index) const noexcept;

  // Those of all field rules, in their order.
  [[nodiscard]] const std::list<FieldGlob>& fields() const noexcept {
    return fields_;
  }

  // What no text may leave with, whatever the field rules say ("never").
  [[nodiscard]] SecretKinds never() const noexcept { return never_; }

  // The purposes in `names`, one name or an array of them; absent: none.
  [[nodiscard]] PurposeMask mask(json::Value names) const noexcept;

 private:
  json::Document document_;
  std::list<FieldGlob> fields_;
  SecretKinds never_ = 0;
  Text hash_;
};

// Whether one of `globs`, a glob or an array of them, matches `text`.
[[nodiscard]] bool matches_any(json::Value globs,
                               std::string_view text) noexcept;

// Milliseconds of a duration as policies have it: "90s", "3m", "1h", "30d",
// "13mo", "1y"; `otherwise` if it is none.
[[nodiscard]] double duration_ms(json::Value value, double otherwise) noexcept;

}  // namespace sluice
