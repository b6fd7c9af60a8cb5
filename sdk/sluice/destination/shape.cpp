#include "sluice/destination/shape.hpp"

#include <string_view>

#include "sluice/base/destination_limits.hpp"
#include "sluice/destination/cast.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

bool is_container(json::Value value) noexcept {
  return value.is(json::Kind::Object) || value.is(json::Kind::Array);
}

// Appends a member of the object that began at `start`.
void append_name(Text& out, std::size_t start, std::string_view name) {
  out.append(out.size() == start ? '{' : ',');
  json::append_quoted(out, name);
  out.append(':');
}

// Ends the object that began at `start`; false if it has no member.
bool end_object(Text& out, std::size_t start) {
  if (out.size() == start) return false;
  out.append('}');
  return true;
}

void flatten_into(json::Value object, std::string_view prefix,
                  std::size_t start, Text& out) {
  for (auto one = object.first(); one.exists(); one = one.next()) {
    const Text name = join({prefix, one.name()});
    if (one.is(json::Kind::Object)) {
      flatten_into(one, join({name, "_"}), start, out);
      continue;
    }
    append_name(out, start, name);
    if (one.is(json::Kind::Array)) {
      json::append_quoted(out, plain_text(one));
    } else {
      (void)json::append_value(out, one, kMaxFillBytes);
    }
  }
}

void write_any_value(json::Value value, Text& out);

void write_list(json::Value list, Text& out) {
  char before = '[';
  for (auto one = list.first(); one.exists(); one = one.next()) {
    out.append(before);
    write_any_value(one, out);
    before = ',';
  }
  out.append(before == '[' ? "[]" : "]");
}

// AnyValue of common.proto. Its 64-bit integers are texts, as proto3 has them
// in JSON. https://protobuf.dev/programming-guides/json/
void write_any_value(json::Value value, Text& out) {
  const Text text = plain_text(value);
  const bool is_whole =
      std::string_view(text).find_first_of(".eE") == std::string_view::npos;
  if (value.is(json::Kind::Object)) {
    out.append(R"({"kvlistValue":{"values":)");
    if (!write_key_values(value, out)) out.append("[]");
    out.append("}}");
  } else if (value.is(json::Kind::Array)) {
    out.append(R"({"arrayValue":{"values":)");
    write_list(value, out);
    out.append("}}");
  } else if (value.is(json::Kind::Null)) {
    out.append("{}");
  } else if (value.is_bool() || (value.is(json::Kind::Number) && !is_whole)) {
    out.append(value.is_bool() ? R"({"boolValue":)" : R"({"doubleValue":)");
    out.append(text);
    out.append('}');
  } else {
    out.append(value.is(json::Kind::Number) ? R"({"intValue":)"
                                            : R"({"stringValue":)");
    json::append_quoted(out, text);
    out.append('}');
  }
}

}  // namespace

bool take_members(json::Value object, std::size_t count, Text& out) {
  const std::size_t start = out.size();
  for (auto one = object.first(); one.exists() && count > 0;
       one = one.next(), --count) {
    append_name(out, start, one.name());
    (void)json::append_value(out, one, kMaxFillBytes);
  }
  return end_object(out, start);
}

bool text_members(json::Value object, Text& out) {
  const std::size_t start = out.size();
  for (auto one = object.first(); one.exists(); one = one.next()) {
    if (is_container(one) || one.is(json::Kind::Null)) continue;
    append_name(out, start, one.name());
    json::append_quoted(out, plain_text(one));
  }
  return end_object(out, start);
}

bool flatten(json::Value object, Text& out) {
  const std::size_t start = out.size();
  flatten_into(object, {}, start, out);
  return end_object(out, start);
}

bool write_key_values(json::Value object, Text& out) {
  char before = '[';
  for (auto one = object.first(); one.exists(); one = one.next()) {
    out.append(before);
    out.append(R"({"key":)");
    json::append_quoted(out, one.name());
    out.append(R"(,"value":)");
    write_any_value(one, out);
    out.append('}');
    before = ',';
  }
  if (before == '[') return false;
  out.append(']');
  return true;
}

}  // namespace sluice
