#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/limits.hpp"

namespace sluice {

// How often each element was clicked on since the page was loaded, and since
// the visitor came back to it after kSessionIdleMs. Bounded: of more elements
// than kMaxClickCounts the one that was new longest ago starts anew.
class ClickCounts {
 public:
  // Counts a click at `wall_ms` on the element with that selector on the page
  // with that path. Returns how many there have been.
  std::uint32_t count(std::string_view page_path, std::string_view selector,
                      double wall_ms) noexcept;

 private:
  struct Entry {
    std::uint32_t key = 0;
    std::uint32_t clicks = 0;
  };

  std::array<Entry, kMaxClickCounts> entries_{};
  std::size_t next_ = 0;
  double last_ms_ = 0;
};

}  // namespace sluice
