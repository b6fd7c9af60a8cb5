#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace sluice::inspect {

// A name of the policy language, and its words for people.
struct Entry {
  std::string_view name;
  std::string_view words;
};

// The words of a name; empty if it is not among them.
template <std::size_t size>
[[nodiscard]] std::string_view words_of(const std::array<Entry, size>& entries,
                                        std::string_view name) noexcept {
  for (const Entry& one : entries) {
    if (one.name == name) return one.words;
  }
  return {};
}

}  // namespace sluice::inspect
