#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace sluice {

// A part of a consent string, and the character of the whole it begins at.
struct Piece {
  std::string_view text;
  std::size_t at = 0;
};

// The parts of `whole` between separators, first to last; n separators make
// n + 1 parts, empty ones included.
class Pieces {
 public:
  Pieces(Piece whole, char separator) noexcept
      : rest_(whole), separator_(separator) {}

  [[nodiscard]] std::optional<Piece> next() noexcept {
    if (ended_) return std::nullopt;
    const std::size_t end = rest_.text.find(separator_);
    const Piece piece{rest_.text.substr(0, end), rest_.at};
    ended_ = end == std::string_view::npos;
    if (!ended_) rest_ = {rest_.text.substr(end + 1), rest_.at + end + 1};
    return piece;
  }

 private:
  Piece rest_;
  char separator_;
  bool ended_ = false;
};

}  // namespace sluice
