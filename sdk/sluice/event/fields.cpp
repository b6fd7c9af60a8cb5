#include "sluice/event/fields.hpp"

#include <cstring>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

struct Header {
  std::uint32_t path_size;
  std::uint32_t value_size;
  Fields::Kind kind;
};

}  // namespace

void Fields::add_text(std::string_view path, std::string_view value) {
  add(path, value, Kind::Text);
}

void Fields::add_text(const char* path, std::string_view value) {
  add_text(std::string_view(path), value);
}

void Fields::add_present(std::string_view path, std::string_view value) {
  if (!value.empty()) add_text(path, value);
}

void Fields::add_present(const char* path, std::string_view value) {
  add_present(std::string_view(path), value);
}

void Fields::add_name(const char* path, json::Value value) {
  add_present(path, cut(value.text(), kMaxNameBytes));
}

void Fields::add_json(std::string_view path, std::string_view json) {
  add(path, json, Kind::Json);
}

void Fields::add_json(const char* path, std::string_view json) {
  add_json(std::string_view(path), json);
}

void Fields::add_integer(const char* path, double value) {
  add_json(path, integer_text(value));
}

void Fields::add(const Field& field) {
  add(field.path, field.value, field.kind);
}

void Fields::add(const Fields& others) { packed_.append(others.packed_); }

bool Fields::read(std::size_t& cursor, Field& field) const noexcept {
  if (cursor == packed_.size()) return false;
  Header header;
  const char* at = packed_.data() + cursor;
  std::memcpy(&header, at, sizeof header);  // it may stand at any address
  at += sizeof header;
  field.path = {at, header.path_size};
  field.value = {at + header.path_size, header.value_size};
  field.kind = header.kind;
  cursor += sizeof header + header.path_size + header.value_size;
  return true;
}

std::string_view Fields::text(std::string_view path) const noexcept {
  Field field;
  for (std::size_t cursor = 0; read(cursor, field);) {
    if (field.path == path) return field.value;
  }
  return {};
}

bool Fields::has_group(std::string_view group) const noexcept {
  Field field;
  for (std::size_t cursor = 0; read(cursor, field);) {
    if (field.path.substr(0, field.path.find('.')) == group) return true;
  }
  return false;
}

void Fields::add(std::string_view path, std::string_view value, Kind kind) {
  Header header{};
  header.path_size = static_cast<std::uint32_t>(path.size());
  header.value_size = static_cast<std::uint32_t>(value.size());
  header.kind = kind;
  packed_.append({reinterpret_cast<const char*>(&header), sizeof header});
  packed_.append(path);
  packed_.append(value);
}

}  // namespace sluice
