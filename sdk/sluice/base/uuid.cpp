#include "sluice/base/uuid.hpp"

#include <cstdint>

#include "sluice/base/base64.hpp"
#include "sluice/base/sha256.hpp"

namespace sluice {
namespace {

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kUuidSize = 36;

bool is_hyphen(std::size_t at) noexcept {
  return at == 8 || at == 13 || at == 18 || at == 23;
}

void append_hex(Text& out, std::uint64_t value, int digits) {
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) {
    out.append(kHexDigits[value >> shift & 0xF]);
  }
}

}  // namespace

Text make_uuid(double wall_ms, Random& random) {
  const auto time = static_cast<std::uint64_t>(wall_ms > 0 ? wall_ms : 0);
  const std::uint32_t a = random.next();
  const std::uint32_t b = random.next();
  const std::uint32_t c = random.next();
  Text uuid;
  uuid.reserve(kUuidSize);
  append_hex(uuid, time >> 16, 8);
  uuid.append('-');
  append_hex(uuid, time & 0xFFFF, 4);
  uuid.append("-7");  // version
  append_hex(uuid, a & 0xFFF, 3);
  uuid.append('-');
  append_hex(uuid, 0x8000 | (a >> 12 & 0x3FFF), 4);  // variant 10
  uuid.append('-');
  append_hex(uuid, b & 0xFFFF, 4);
  append_hex(uuid, c, 8);
  return uuid;
}

Text shorten_uuid(std::string_view uuid, double wall_ms) {
  constexpr double kEndMs = 281474976710656;  // 2^48: its time has 48 bits
  if (!is_uuid(uuid) || !(wall_ms >= 0 && wall_ms < kEndMs)) return {};
  Text time;
  append_hex(time, static_cast<std::uint64_t>(wall_ms), 12);
  const std::string_view digits = time;
  if (uuid.substr(0, 8) != digits.substr(0, 8) ||
      uuid.substr(9, 4) != digits.substr(8)) {
    return {};
  }
  const Text random =
      join({uuid.substr(15, 3), uuid.substr(20, 3), uuid.substr(24)});
  Text bytes;
  for (std::size_t at = 0; at < random.size(); at += 2) {
    const auto high = kHexDigits.find(random.data()[at]);
    const auto low = kHexDigits.find(random.data()[at + 1]);
    bytes.append(static_cast<char>(high << 4 | low));
  }
  return join({uuid.substr(19, 1), base64(bytes, true)});
}

Text make_name_uuid(std::string_view name) {
  const Text hash = sha256_hex(name);
  const std::string_view hex = hash;
  const auto variant = kHexDigits.find(hex[16]) & 3;
  return join({hex.substr(0, 8), "-", hex.substr(8, 4), "-8", hex.substr(13, 3),
               "-", kHexDigits.substr(8 + variant, 1), hex.substr(17, 3), "-",
               hex.substr(20, 12)});
}

bool is_uuid(std::string_view text) noexcept {
  if (text.size() != kUuidSize || text[14] != '7') return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool fits = is_hyphen(i)
                          ? text[i] == '-'
                          : kHexDigits.find(text[i]) != std::string_view::npos;
    if (!fits) return false;
  }
  return true;
}

}  // namespace sluice
