#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/inspect/places.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// "NAME:LINE:COLUMN: why" a text is no JSON that we take.
[[nodiscard]] Text error_text(std::string_view name,
                              const json::ReadError& error);

// A policy with the places of its rules.
class Source {
 public:
  Source() = default;
  Source(const Source&) = delete;
  Source& operator=(const Source&) = delete;

  // Reads a text, which must outlive this; returns what is wrong with it, for
  // which `name` stands before. A policy that `check` finds errors in is read
  // all the same: what it does is what the gate makes of it.
  [[nodiscard]] std::optional<Text> read(json::Value text,
                                         std::string_view name);

  [[nodiscard]] const Policy& policy() const noexcept { return policy_; }

  // Writes the "line" and the JSON pointer ("rule") of a value as members.
  void write_rule(json::Writer& out, json::Value rule) const;

 private:
  Policy policy_;
  Places places_;
};

// SHA-256, in hex, of a JSON value without white space: what receipts name of a
// policy that the page was given as an object. Of one that the page fetched as
// a file they name Policy::hash().
[[nodiscard]] Text compact_hash(json::Value value);

// A member of a request that is a JSON value, or the text of one.
class Part {
 public:
  // Returns what is wrong with it, for which `name` stands before.
  [[nodiscard]] std::optional<Text> read(json::Value member,
                                         std::string_view name);
  [[nodiscard]] json::Value value() const noexcept { return value_; }

 private:
  json::Document document_;
  json::Value value_;
};

}  // namespace sluice::inspect
