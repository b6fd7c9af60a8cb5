#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace sluice {

// A set of a policy's purposes, by index.
using PurposeMask = std::uint32_t;

enum class PurposeState : std::uint8_t { Unknown, Granted, Denied };

// "granted", "denied", "unknown".
[[nodiscard]] std::string_view purpose_state_name(PurposeState state) noexcept;

// What the data is used for, as the visitor is asked. The site's own choice
// decides; without one it is `otherwise`. Global Privacy Control denies where
// `gpc_vetoes`, unless the visitor explicitly chose otherwise on this site.
struct Purpose {
  std::string_view name;
  bool gpc_vetoes;
  PurposeState otherwise;
};

// Events by name, '*' at the end for any rest; the first rule that matches
// holds: never, or once all of `needs` are granted.
struct EventRule {
  std::string_view name;
  bool allowed;
  PurposeMask needs;
};

enum class FieldAction : std::uint8_t {
  Deny,
  Allow,
  CutUrl,      // the address without query and fragment
  CutUrlToUtm  // the address with only utm_* left of its query
};

// Fields by path, '*' at the end for any rest; the first rule that matches
// holds: `action` if all of `needs` are granted, else `otherwise`.
struct FieldRule {
  std::string_view path;
  PurposeMask needs;
  FieldAction action;
  FieldAction otherwise;
};

// What a privacy team decides. What it does not name does not exist: no event,
// no field, no storage. Views must outlive the policy.
struct Policy {
  std::string_view name;
  std::span<const Purpose> purposes;
  std::span<const EventRule> events;
  std::span<const FieldRule> fields;
  // Visitors and sessions may be known once these are granted, and, if
  // `stores`, be kept on the device.
  PurposeMask identity_needs;
  bool stores;
};

}  // namespace sluice
