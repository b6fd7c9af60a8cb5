#include "sluice/capture/click_counts.hpp"

namespace sluice {
namespace {

// FNV-1a: short, and good enough to tell a page's elements apart.
// https://www.rfc-editor.org/rfc/rfc9923
std::uint32_t hash(std::uint32_t state, std::string_view text) noexcept {
  for (const char c : text) {
    state = (state ^ static_cast<unsigned char>(c)) * 16777619U;
  }
  return state;
}

}  // namespace

std::uint32_t ClickCounts::count(std::string_view page_path,
                                 std::string_view selector,
                                 double wall_ms) noexcept {
  if (wall_ms - last_ms_ > kSessionIdleMs) entries_ = {};
  last_ms_ = wall_ms;
  const auto key = hash(hash(2166136261U, page_path), selector);
  for (Entry& entry : entries_) {
    if (entry.clicks > 0 && entry.key == key) return ++entry.clicks;
  }
  entries_[next_] = {key, 1};
  next_ = (next_ + 1) % entries_.size();
  return 1;
}

}  // namespace sluice
