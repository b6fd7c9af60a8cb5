#include "sluice/base/strings.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <limits>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/utf8.hpp"

namespace sluice {
namespace {

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

int hex_value(char c) noexcept {
  if (is_digit(c)) return c - '0';
  const char letter = lower(c);
  return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
}

// Takes `c`, a small letter or a sign, off the front of `text`.
bool take(std::string_view& text, char c) noexcept {
  if (text.empty() || lower(text.front()) != c) return false;
  text.remove_prefix(1);
  return true;
}

// Takes all digits off the front of `text`, appends them to `value` and returns
// how many they were.
int take_digits(std::string_view& text, double& value) noexcept {
  int digits = 0;
  for (; !text.empty() && is_digit(text.front()); ++digits) {
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
  }
  return digits;
}

}  // namespace

std::string_view cut(std::string_view text, std::size_t max_bytes) noexcept {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) {
    --end;
  }
  return text.substr(0, end);
}

bool is_space(char c) noexcept { return c == ' ' || (c >= '\t' && c <= '\r'); }

bool is_word(std::string_view text, std::string_view others) noexcept {
  for (const char& c : text) {
    const bool letter = lower(c) >= 'a' && lower(c) <= 'z';
    const bool other = is_digit(c) || others.find(c) != others.npos;
    if (!letter && (&c == text.data() || !other)) return false;
  }
  return !text.empty();
}

std::string_view trim(std::string_view text) noexcept {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

char lower(char c) noexcept {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
}

Text lower(std::string_view text) {
  Text result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    result.data()[i] = lower(text[i]);
  }
  return result;
}

bool equals_ignoring_case(std::string_view a, std::string_view b) noexcept {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

std::optional<double> parse_number(std::string_view text) noexcept {
  const bool negative = take(text, '-');
  double value = 0;
  int digits = take_digits(text, value);
  int exponent = 0;
  if (take(text, '.')) {
    exponent = -take_digits(text, value);
    digits -= exponent;
  }
  if (digits == 0) return std::nullopt;
  if (take(text, 'e')) {
    const bool down = take(text, '-');
    if (!down) (void)take(text, '+');
    double power = 0;
    if (take_digits(text, power) == 0) return std::nullopt;
    const int bounded = static_cast<int>(std::min(power, 999.0));
    exponent += down ? -bounded : bounded;
  }
  if (!text.empty()) return std::nullopt;
  // One division is exact where many multiplications by 0.1 are not.
  double scale = 1;
  for (int i = std::abs(exponent); i > 0; --i) scale *= 10;
  if (exponent < 0) {
    value /= scale;
  } else {
    // The scale's own rounding must not carry the largest number over the edge.
    constexpr double kMax = std::numeric_limits<double>::max();
    const bool is_max = value < kMax / scale * (1 + 1e-12);
    value = is_max ? std::min(value, kMax / scale) * scale : value * scale;
  }
  return negative ? -value : value;
}

Text integer_text(std::uint64_t value) {
  std::array<char, 20> digits;
  std::size_t at = digits.size();
  do {
    digits[--at] = static_cast<char>('0' + value % 10);
    value /= 10;
  } while (value != 0);
  return Text(std::string_view(&digits[at], digits.size() - at));
}

Text integer_text(std::int64_t value) {
  if (value >= 0) return integer_text(static_cast<std::uint64_t>(value));
  return join({"-", integer_text(0 - static_cast<std::uint64_t>(value))});
}

Text integer_text(double value) {
  constexpr double kMax = 9007199254740992;
  const double bounded = std::min(std::max(value, -kMax), kMax);
  return integer_text(static_cast<std::int64_t>(bounded));
}

int escaped_byte(std::string_view text) noexcept {
  if (text.size() < 3 || text.front() != '%') return -1;
  const int high = hex_value(text[1]);
  const int low = hex_value(text[2]);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

Text percent_decode(std::string_view text, bool plus_is_space) {
  Text bytes;
  bytes.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    char c = text[i];
    const int byte = escaped_byte(text.substr(i));
    if (byte >= 0) {
      c = static_cast<char>(byte);
      i += 2;
    } else if (c == '+' && plus_is_space) {
      c = ' ';
    }
    bytes.append(c);
  }
  return mend_utf8(std::move(bytes));
}

Text percent_encode(std::string_view text) {
  constexpr std::string_view kHexDigits = "0123456789ABCDEF";
  Text out;
  for (const char c : text) {
    const char letter = lower(c);
    if (is_digit(c) || (letter >= 'a' && letter <= 'z') || c == '*' ||
        c == '-' || c == '.' || c == '_') {
      out.append(c);
      continue;
    }
    const auto byte = static_cast<unsigned char>(c);
    out.append('%');
    out.append(kHexDigits[byte >> 4]);
    out.append(kHexDigits[byte & 0xF]);
  }
  return out;
}

std::string_view next_word(std::string_view& words) noexcept {
  const auto end = std::min(words.find(' '), words.size());
  const auto word = words.substr(0, end);
  words.remove_prefix(std::min(end + 1, words.size()));
  return word;
}

bool has_word(std::string_view words, std::string_view word) noexcept {
  while (!words.empty()) {
    if (equals_ignoring_case(next_word(words), word)) return true;
  }
  return false;
}

bool has_exact_word(std::string_view words, std::string_view word) noexcept {
  while (!words.empty()) {
    if (next_word(words) == word) return true;
  }
  return false;
}

bool matches_glob(std::string_view text, std::string_view glob) noexcept {
  // Each field is held against nearly every rule: most differ in their first
  // letters, and no call is made for that.
  for (std::size_t i = 0; i < glob.size(); ++i) {
    if (glob[i] == '*' && i + 1 == glob.size()) return true;
    if (i == text.size() || text[i] != glob[i]) return false;
  }
  return text.size() == glob.size();
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  if (a.size() > kMaxNameBytes || b.size() > kMaxNameBytes) {
    return kMaxNameBytes;
  }
  // One row of the Wagner-Fischer table; `diagonal` is the cell up and left.
  std::array<std::size_t, kMaxNameBytes + 1> row{};
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      const std::size_t moved = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
      row[j] = replaced < moved ? replaced : moved;
    }
  }
  return row[b.size()];
}

}  // namespace sluice
