#include "sluice/base/utf8.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace sluice {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// What a lead byte promises: how many bytes follow, and the range of the first
// of them, which rules out overlong forms, surrogates and what lies above
// U+10FFFF. `follow` is -1 for a byte that can't lead.
struct Lead {
  int follow;
  std::uint8_t low = 0x80;
  std::uint8_t high = 0xBF;
};

Lead read_lead(std::uint8_t byte) noexcept {
  if (byte < 0x80) return {0};
  if (byte < 0xC2) return {-1};
  if (byte < 0xE0) return {1};
  if (byte == 0xE0) return {2, 0xA0, 0xBF};
  if (byte == 0xED) return {2, 0x80, 0x9F};
  if (byte < 0xF0) return {2};
  if (byte == 0xF0) return {3, 0x90, 0xBF};
  if (byte < 0xF4) return {3};
  if (byte == 0xF4) return {3, 0x80, 0x8F};
  return {-1};
}

struct Sequence {
  std::size_t size;  // bytes to take, at least one
  bool valid;
};

Sequence read_sequence(std::string_view bytes) noexcept {
  const Lead lead = read_lead(static_cast<std::uint8_t>(bytes.front()));
  if (lead.follow < 0) return {1, false};
  std::size_t size = 1;
  for (int i = 0; i < lead.follow; ++i, ++size) {
    if (size == bytes.size()) return {size, false};
    const auto byte = static_cast<std::uint8_t>(bytes[size]);
    const std::uint8_t low = i == 0 ? lead.low : 0x80;
    const std::uint8_t high = i == 0 ? lead.high : 0xBF;
    if (byte < low || byte > high) return {size, false};
  }
  return {size, true};
}

// Bytes up to the first ill-formed sequence.
std::size_t valid_prefix(std::string_view bytes) noexcept {
  std::size_t at = 0;
  while (at < bytes.size()) {
    const Sequence sequence = read_sequence(bytes.substr(at));
    if (!sequence.valid) break;
    at += sequence.size;
  }
  return at;
}

}  // namespace

Text mend_utf8(Text bytes) {
  std::string_view rest = bytes;
  const std::size_t valid = valid_prefix(rest);
  if (valid == rest.size()) return bytes;
  Text mended(rest.substr(0, valid));
  rest.remove_prefix(valid);
  while (!rest.empty()) {
    const Sequence sequence = read_sequence(rest);
    mended.append(sequence.valid ? rest.substr(0, sequence.size)
                                 : kReplacement);
    rest.remove_prefix(sequence.size);
  }
  return mended;
}

}  // namespace sluice
