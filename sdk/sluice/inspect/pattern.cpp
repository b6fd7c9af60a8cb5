#include "sluice/inspect/pattern.hpp"

#include <cstddef>

namespace sluice::inspect {
namespace {

// What follows a piece that has matched: the rest of the pattern, and so on.
struct Rest {
  std::string_view pattern;
  const Rest* behind;
};

struct Times {
  std::size_t least = 1;
  std::size_t most = 1;
  std::size_t size = 0;  // characters of the pattern
};

// The end of the piece that `pattern` begins with: one character, escaped or
// not, a class, or a group.
std::size_t piece_size(std::string_view pattern) noexcept {
  if (pattern[0] == '\\') return 2;
  if (pattern[0] == '[') return pattern.find(']') + 1;
  if (pattern[0] != '(') return 1;
  std::size_t depth = 0;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '\\') {
      ++i;
    } else if (pattern[i] == '(') {
      ++depth;
    } else if (pattern[i] == ')' && --depth == 0) {
      return i + 1;
    }
  }
  return pattern.size();
}

std::size_t read_count(std::string_view text, std::size_t& at) noexcept {
  std::size_t count = 0;
  for (; text[at] >= '0' && text[at] <= '9'; ++at) {
    count = count * 10 + static_cast<std::size_t>(text[at] - '0');
  }
  return count;
}

Times read_times(std::string_view pattern) noexcept {
  constexpr std::size_t kAny = static_cast<std::size_t>(-1);
  if (pattern.empty()) return {};
  if (pattern[0] == '?') return {0, 1, 1};
  if (pattern[0] == '*') return {0, kAny, 1};
  if (pattern[0] == '+') return {1, kAny, 1};
  if (pattern[0] != '{') return {};
  std::size_t at = 1;
  Times times;
  times.least = times.most = read_count(pattern, at);
  if (pattern[at] == ',') times.most = read_count(pattern, ++at);
  times.size = at + 1;
  return times;
}

bool in_class(char c, std::string_view set) noexcept {
  set = set.substr(1, set.size() - 2);
  const bool excludes = set[0] == '^';
  if (excludes) set.remove_prefix(1);
  bool found = false;
  for (std::size_t i = 0; i < set.size(); ++i) {
    if (i + 2 < set.size() && set[i + 1] == '-') {
      found = found || (c >= set[i] && c <= set[i + 2]);
      i += 2;
    } else {
      found = found || c == set[i];
    }
  }
  return found != excludes;
}

bool match(std::string_view text, std::string_view pattern,
           const Rest* behind) noexcept;

bool match_rest(std::string_view text, const Rest* rest) noexcept {
  if (rest == nullptr) return text.empty();
  return match(text, rest->pattern, rest->behind);
}

bool match_group(std::string_view text, std::string_view group,
                 const Rest* rest) noexcept {
  group = group.substr(1, group.size() - 2);
  std::size_t begin = 0;
  for (std::size_t at = 0; at <= group.size();) {
    if (at == group.size() || group[at] == '|') {
      if (match(text, group.substr(begin, at - begin), rest)) return true;
      begin = ++at;
    } else {
      at += piece_size(group.substr(at));
    }
  }
  return false;
}

// `piece` once, then `rest`.
bool match_once(std::string_view text, std::string_view piece,
                const Rest* rest) noexcept {
  if (piece[0] == '(') return match_group(text, piece, rest);
  if (text.empty()) return false;
  const bool fits =
      piece[0] == '[' ? in_class(text[0], piece) : text[0] == piece.back();
  return fits && match_rest(text.substr(1), rest);
}

bool match(std::string_view text, std::string_view pattern,
           const Rest* behind) noexcept {
  if (pattern.empty()) return match_rest(text, behind);
  const auto piece = pattern.substr(0, piece_size(pattern));
  const auto [least, most, size] = read_times(pattern.substr(piece.size()));
  const Rest rest{pattern.substr(piece.size() + size), behind};
  // Only single characters are repeated without end.
  for (std::size_t count = 0;; ++count) {
    if (count >= least && match_rest(text, &rest)) return true;
    if (count == most) return false;
    if (piece[0] == '(') return match_group(text, piece, &rest);
    if (!match_once(text.substr(0, 1), piece, nullptr)) return false;
    text.remove_prefix(1);
  }
}

}  // namespace

bool matches_pattern(std::string_view text, std::string_view pattern) noexcept {
  if (pattern.starts_with('^')) pattern.remove_prefix(1);
  if (pattern.ends_with('$')) pattern.remove_suffix(1);
  return match(text, pattern, nullptr);
}

}  // namespace sluice::inspect
