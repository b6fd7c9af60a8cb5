#include "sluice/base/sha256.hpp"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace sluice {
namespace {

constexpr std::size_t kBlock = 64;
constexpr std::size_t kRounds = 64;

using Words = std::array<std::uint32_t, 8>;

// The first 32 bits of the fractional part of the `root`th root of `prime`,
// as FIPS 180-4 section 4.2.2 defines the constants: nothing to mistype.
constexpr std::uint32_t root_fraction(std::uint64_t prime, int root) {
  // x is the root times 2^32, of which the whole part takes 5 bits at most.
  std::uint64_t x = 0;
  for (int bit = 36; bit >= 0; --bit) {
    const std::uint64_t next = x | (std::uint64_t{1} << bit);
    using Wide = unsigned __int128;
    // next^root <= prime * 2^(32 * root), with 2^24 taken out of the cube so
    // that it stays within 128 bits.
    const bool fits =
        root == 2 ? Wide{next} * next <= Wide{prime} << 64
                  : (Wide{next} * next >> 24) * next <= Wide{prime} << 72;
    if (fits) x = next;
  }
  return static_cast<std::uint32_t>(x);
}

struct Constants {
  Words start{};
  std::array<std::uint32_t, kRounds> rounds{};
};

constexpr Constants make_constants() {
  Constants all;
  std::size_t found = 0;
  for (std::uint64_t n = 2; found < kRounds; ++n) {
    bool prime = true;
    for (std::uint64_t d = 2; d * d <= n; ++d) prime = prime && n % d != 0;
    if (!prime) continue;
    if (found < all.start.size()) all.start[found] = root_fraction(n, 2);
    all.rounds[found++] = root_fraction(n, 3);
  }
  return all;
}

constexpr Constants kConstants = make_constants();
static_assert(kConstants.start[0] == 0x6a09e667);
static_assert(kConstants.start[7] == 0x5be0cd19);
static_assert(kConstants.rounds[0] == 0x428a2f98);
static_assert(kConstants.rounds[63] == 0xc67178f2);

class Sha256 {
 public:
  void add(std::string_view bytes) {
    for (const char c : bytes) {
      block_[size_++ % kBlock] = static_cast<std::uint8_t>(c);
      if (size_ % kBlock == 0) mix();
    }
  }

  // 32 bytes.
  Text finish() {
    const std::uint64_t bits = size_ * 8;
    add("\x80");
    while (size_ % kBlock != kBlock - 8) add({"", 1});
    Text digest;
    for (int shift = 56; shift >= 0; shift -= 8) {
      const char byte = static_cast<char>(bits >> shift);
      add({&byte, 1});
    }
    for (const auto word : state_) {
      for (int shift = 24; shift >= 0; shift -= 8) {
        digest.append(static_cast<char>(word >> shift));
      }
    }
    return digest;
  }

 private:
  void mix() {
    std::array<std::uint32_t, kRounds> w{};
    for (std::size_t i = 0; i < kRounds; ++i) {
      if (i < 16) {
        for (std::size_t j = 0; j < 4; ++j)
          w[i] = w[i] << 8 | block_[4 * i + j];
        continue;
      }
      const auto a = w[i - 15];
      const auto b = w[i - 2];
      w[i] = w[i - 16] + (std::rotr(a, 7) ^ std::rotr(a, 18) ^ a >> 3) +
             w[i - 7] + (std::rotr(b, 17) ^ std::rotr(b, 19) ^ b >> 10);
    }
    Words s = state_;
    for (std::size_t i = 0; i < kRounds; ++i) {
      const auto e = s[4];
      const auto a = s[0];
      const auto t1 = s[7] +
                      (std::rotr(e, 6) ^ std::rotr(e, 11) ^ std::rotr(e, 25)) +
                      ((e & s[5]) ^ (~e & s[6])) + kConstants.rounds[i] + w[i];
      const auto t2 = (std::rotr(a, 2) ^ std::rotr(a, 13) ^ std::rotr(a, 22)) +
                      ((a & s[1]) ^ (a & s[2]) ^ (s[1] & s[2]));
      for (std::size_t j = 7; j > 0; --j) s[j] = s[j - 1];
      s[4] += t1;
      s[0] = t1 + t2;
    }
    for (std::size_t i = 0; i < s.size(); ++i) state_[i] += s[i];
  }

  Words state_ = kConstants.start;
  std::array<std::uint8_t, kBlock> block_{};
  std::uint64_t size_ = 0;
};

Text digest(std::string_view first, std::string_view second) {
  Sha256 hash;
  hash.add(first);
  hash.add(second);
  return hash.finish();
}

Text hex(std::string_view bytes) {
  Text text;
  for (const char c : bytes) {
    const auto byte = static_cast<std::uint8_t>(c);
    text.append("0123456789abcdef"[byte >> 4]);
    text.append("0123456789abcdef"[byte & 15]);
  }
  return text;
}

}  // namespace

Text sha256_hex(std::string_view bytes) { return hex(digest(bytes, {})); }

Text hmac_sha256_hex(std::string_view key, std::string_view bytes) {
  Text padded = key.size() > kBlock ? digest(key, {}) : Text(key);
  while (padded.size() < kBlock) padded.append('\0');
  const auto mask_with = [&padded](int mask) {
    for (std::size_t i = 0; i < kBlock; ++i) {
      padded.data()[i] = static_cast<char>(padded.data()[i] ^ mask);
    }
  };
  mask_with(0x36);
  const Text inner = digest(padded, bytes);
  mask_with(0x36 ^ 0x5c);
  return hex(digest(padded, inner));
}

}  // namespace sluice
