#include "sluice/base/base64.hpp"

#include <cstdint>

namespace sluice {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

char digit(std::uint32_t bits, bool url) noexcept {
  const char c = kDigits[bits & 0x3F];
  if (url && c == '+') return '-';
  return url && c == '/' ? '_' : c;
}

}  // namespace

Text base64(std::string_view bytes, bool url) {
  Text out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (std::size_t at = 0; at < bytes.size(); at += 3) {
    const auto three = bytes.substr(at, 3);
    std::uint32_t bits = 0;
    for (std::size_t i = 0; i < 3; ++i) {
      const char c = i < three.size() ? three[i] : '\0';
      bits = bits << 8 | static_cast<unsigned char>(c);
    }
    for (std::size_t i = 0; i < 4; ++i, bits <<= 6) {
      if (i <= three.size()) {
        out.append(digit(bits >> 18, url));
      } else if (!url) {
        out.append('=');
      }
    }
  }
  return out;
}

}  // namespace sluice
