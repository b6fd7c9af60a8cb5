#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice::json {

// Appends `text` as a JSON string, quotes included. `text` must be valid UTF-8.
void append_quoted(Text& out, std::string_view text);

// Writes JSON into a string that the caller owns, front to back; commas are
// its business. Well-formed as long as begins and ends are paired.
//
//   Writer w(out);
//   w.begin_object().name("page").begin_object().text("path",
//   "/").end_object();
class Writer {
 public:
  explicit Writer(Text& out) : out_(out) {}

  Writer& begin_object() { return open('{'); }
  Writer& end_object() { return close('}'); }
  Writer& begin_array() { return open('['); }
  Writer& end_array() { return close(']'); }

  Writer& name(std::string_view name);
  Writer& name(const char* literal);
  // `json` must be a JSON value; it is copied as it is.
  Writer& raw(std::string_view json);
  Writer& text(std::string_view text);
  // Cut to an integer; nothing we write has a fraction.
  Writer& integer(double value);
  Writer& boolean(bool value) { return raw(value ? "true" : "false"); }

  Writer& integer(std::string_view name_, double value) {
    return name(name_).integer(value);
  }
  Writer& text(const char* name, std::string_view value);
  Writer& integer(const char* name, double value);
  Writer& boolean(const char* name, bool value);

 private:
  void separate();
  Writer& open(char bracket);
  Writer& close(char bracket);

  Text& out_;
  bool needs_comma_ = false;
};

// Appends `value` as JSON, each text cut to `max_text` bytes. Returns how many
// were cut.
std::size_t append_value(Text& out, Value value, std::size_t max_text);

}  // namespace sluice::json
