#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// Counted from 1, the column in bytes, as in json::ReadError.
struct Place {
  std::size_t line = 1;
  std::size_t column = 1;
};

// Where the values of a JSON text stand in it. A document keeps no places, but
// its values are in the order of the text.
class Places {
 public:
  Places() = default;
  // `root` must be what a document read of `text`; both must outlive this.
  Places(std::string_view text, json::Value root);

  // Of the value itself, and of its name if it is a member. Line 1, column 1
  // for a value of another document.
  [[nodiscard]] Place of(json::Value value) const noexcept;
  [[nodiscard]] Place of_name(json::Value value) const noexcept;

 private:
  struct Entry {
    json::Value value;
    std::size_t name_at;
    std::size_t at;
  };

  void scan(json::Value value, std::size_t name_at);
  void skip(std::string_view characters) noexcept;
  void skip_text() noexcept;
  [[nodiscard]] Place place_at(std::size_t offset) const noexcept;
  [[nodiscard]] const Entry* find(json::Value value) const noexcept;

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Entry> entries_;
};

}  // namespace sluice::inspect
