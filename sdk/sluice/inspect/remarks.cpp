#include "sluice/inspect/remarks.hpp"

#include <utility>

namespace sluice::inspect {

void Remarks::error_at(json::Value value, const char* code, Text message) {
  add(Severity::Error, places_->of(value), code, std::move(message));
}

void Remarks::error_at_name(json::Value value, const char* code, Text message) {
  add(Severity::Error, places_->of_name(value), code, std::move(message));
}

void Remarks::error_at(Place place, const char* code, Text message) {
  add(Severity::Error, place, code, std::move(message));
}

void Remarks::replace_at(json::Value value, const char* code, Text message) {
  const Place place = places_->of(value);
  for (auto at = remarks_.begin(); at != remarks_.end();) {
    const bool is_there =
        at->place.line == place.line && at->place.column == place.column;
    if (is_there && at->severity == Severity::Error) --errors_;
    at = is_there ? remarks_.erase(at) : at + 1;
  }
  error_at(place, code, std::move(message));
}

void Remarks::warn_at(json::Value value, const char* code, Text message) {
  add(Severity::Warn, places_->of(value), code, std::move(message));
}

void Remarks::warn_at_name(json::Value value, const char* code, Text message) {
  add(Severity::Warn, places_->of_name(value), code, std::move(message));
}

void Remarks::add(Severity severity, Place place, const char* code,
                  Text message) {
  errors_ += severity == Severity::Error ? 1 : 0;
  // Sorted as they come in: behind all that stand before it or at its place.
  auto at = remarks_.end();
  while (at != remarks_.begin()) {
    const Place& before = (at - 1)->place;
    const bool is_behind =
        before.line > place.line ||
        (before.line == place.line && before.column > place.column);
    if (!is_behind) break;
    --at;
  }
  remarks_.insert(at, {severity, code, place, std::move(message)});
}

void Remarks::write(json::Writer& out) const {
  out.integer("errors", static_cast<double>(errors_))
      .integer("warnings", static_cast<double>(remarks_.size() - errors_))
      .name("remarks")
      .begin_array();
  for (const Remark& one : remarks_) {
    out.begin_object()
        .integer("line", static_cast<double>(one.place.line))
        .integer("column", static_cast<double>(one.place.column))
        .text("severity", one.severity == Severity::Error ? "error" : "warn")
        .text("code", one.code)
        .text("message", one.message)
        .end_object();
  }
  out.end_array();
}

}  // namespace sluice::inspect
