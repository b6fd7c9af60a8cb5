#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace sluice {

// The core of a US section of GPP: which two-bit fields follow its version,
// in which order.
// https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform
struct UsLayout {
  std::uint8_t section;
  std::uint8_t version;
  bool has_gpc;  // may have a sub-section for Global Privacy Control
  std::string_view prefix;
  std::string_view fields;  // for UsFields to read
};

// The layout of a section's version; null if there is none.
[[nodiscard]] const UsLayout* find_us_layout(std::uint32_t section,
                                             std::uint32_t version) noexcept;
[[nodiscard]] bool is_us_section(std::uint32_t section) noexcept;

// A field of a layout: how many two-bit values stand under that name. A list
// of one is written as a number, as the official library does.
struct UsField {
  std::string_view name;
  std::uint32_t values = 1;
};

// The fields of a layout, first to last.
class UsFields {
 public:
  explicit UsFields(const UsLayout& layout) noexcept : rest_(layout.fields) {}
  [[nodiscard]] std::optional<UsField> next() noexcept;

 private:
  std::string_view rest_;
};

// The names of what a visitor can opt out of.
[[nodiscard]] bool is_opt_out(std::string_view field) noexcept;

}  // namespace sluice
