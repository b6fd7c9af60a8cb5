#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/inspect/places.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

enum class Severity : std::uint8_t { Error, Warn };

// What there is to say about a file, each remark with its place and one of the
// codes of js/docs/reference/check-codes.md.
class Remarks {
 public:
  explicit Remarks(const Places& places) : places_(&places) {}

  // At a value, at its name, or at a place.
  void error_at(json::Value value, const char* code, Text message);
  void error_at_name(json::Value value, const char* code, Text message);
  void error_at(Place place, const char* code, Text message);
  // In place of what was said of the value before.
  void replace_at(json::Value value, const char* code, Text message);
  void warn_at(json::Value value, const char* code, Text message);
  void warn_at_name(json::Value value, const char* code, Text message);

  [[nodiscard]] const Places& places() const noexcept { return *places_; }
  [[nodiscard]] std::size_t errors() const noexcept { return errors_; }

  // "errors", "warnings" and "remarks", these in the order of the file, as
  // members of an object.
  void write(json::Writer& out) const;

 private:
  struct Remark {
    Severity severity;
    const char* code;
    Place place;
    Text message;
  };

  void add(Severity severity, Place place, const char* code, Text message);

  const Places* places_;
  std::vector<Remark> remarks_;
  std::size_t errors_ = 0;
};

}  // namespace sluice::inspect
