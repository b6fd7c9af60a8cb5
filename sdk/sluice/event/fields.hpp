#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Values by their paths of event.schema.json ("page.url", "properties.plan"),
// in the order they were added, in one piece of memory.
class Fields {
 public:
  enum class Kind : std::uint8_t { Text, Json };

  struct Field {
    std::string_view path;
    std::string_view value;  // text unescaped, or a JSON value
    Kind kind;
  };

  // A literal path is passed as a pointer: a view costs more a call.
  void add_text(std::string_view path, std::string_view value);
  void add_text(const char* path, std::string_view value);
  // Empty values are absent values.
  void add_present(std::string_view path, std::string_view value);
  void add_present(const char* path, std::string_view value);
  // The first kMaxNameBytes of its text, if there are any.
  void add_name(const char* path, json::Value value);
  // `json` must be a JSON value.
  void add_json(std::string_view path, std::string_view json);
  void add_json(const char* path, std::string_view json);
  void add_integer(const char* path, double value);
  void add(const Field& field);
  void add(const Fields& others);

  // Reads the field at `cursor`, which starts at 0 and moves behind it. False
  // behind the last one. Views are valid until the next add.
  [[nodiscard]] bool read(std::size_t& cursor, Field& field) const noexcept;

  // The value at `path`; empty if there is none.
  [[nodiscard]] std::string_view text(std::string_view path) const noexcept;
  // Whether there is a field of that group ("utm").
  [[nodiscard]] bool has_group(std::string_view group) const noexcept;

  [[nodiscard]] bool empty() const noexcept { return bytes() == 0; }
  [[nodiscard]] std::size_t bytes() const noexcept { return packed_.size(); }

 private:
  void add(std::string_view path, std::string_view value, Kind kind);

  Text packed_;  // for each field a Header, its path, its value
};

}  // namespace sluice
