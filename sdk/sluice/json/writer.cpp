#include "sluice/json/writer.hpp"

#include "sluice/base/strings.hpp"

namespace sluice::json {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";

void append_escape(Text& out, char c) {
  switch (c) {
    case '"':
      out.append("\\\"");
      return;
    case '\\':
      out.append("\\\\");
      return;
    case '\n':
      out.append("\\n");
      return;
    default:
      out.append("\\u00");
      out.append(kHexDigits[static_cast<unsigned char>(c) >> 4]);
      out.append(kHexDigits[static_cast<unsigned char>(c) & 0xF]);
  }
}

bool needs_escape(char c) noexcept {
  return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\';
}

}  // namespace

void append_quoted(Text& out, std::string_view text) {
  out.append('"');
  // Runs without escapes, most texts as a whole, are copied at once.
  std::size_t run = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (!needs_escape(text[i])) continue;
    out.append(text.substr(run, i - run));
    append_escape(out, text[i]);
    run = i + 1;
  }
  out.append(text.substr(run));
  out.append('"');
}

Writer& Writer::name(std::string_view name) {
  separate();
  append_quoted(out_, name);
  out_.append(':');
  needs_comma_ = false;
  return *this;
}

Writer& Writer::name(const char* literal) {
  return name(std::string_view(literal));
}

Writer& Writer::text(const char* name_, std::string_view value) {
  return name(name_).text(value);
}

Writer& Writer::integer(const char* name_, double value) {
  return name(name_).integer(value);
}

Writer& Writer::boolean(const char* name_, bool value) {
  return name(name_).boolean(value);
}

Writer& Writer::raw(std::string_view json) {
  separate();
  out_.append(json);
  return *this;
}

Writer& Writer::text(std::string_view text) {
  separate();
  append_quoted(out_, text);
  return *this;
}

Writer& Writer::integer(double value) {
  separate();
  out_.append(integer_text(value));
  return *this;
}

void Writer::separate() {
  if (needs_comma_) out_.append(',');
  needs_comma_ = true;
}

Writer& Writer::open(char bracket) {
  separate();
  out_.append(bracket);
  needs_comma_ = false;
  return *this;
}

Writer& Writer::close(char bracket) {
  out_.append(bracket);
  needs_comma_ = true;
  return *this;
}

namespace {

std::size_t write_value(Writer& out, Value value, std::size_t max_text) {
  std::size_t cuts = 0;
  if (value.is(Kind::Object) || value.is(Kind::Array)) {
    const bool object = value.is(Kind::Object);
    object ? out.begin_object() : out.begin_array();
    for (Value child = value.first(); child.exists(); child = child.next()) {
      if (object) out.name(child.name());
      cuts += write_value(out, child, max_text);
    }
    object ? out.end_object() : out.end_array();
  } else if (value.is(Kind::Text)) {
    const auto text = cut(value.text(), max_text);
    cuts += text.size() < value.text().size() ? 1 : 0;
    out.text(text);
  } else if (value.is(Kind::Number)) {
    out.raw(value.text());
  } else if (value.is_bool()) {
    out.boolean(value.is(Kind::True));
  } else {
    out.raw("null");
  }
  return cuts;
}

}  // namespace

std::size_t append_value(Text& out, Value value, std::size_t max_text) {
  Writer writer(out);
  return write_value(writer, value, max_text);
}

}  // namespace sluice::json
