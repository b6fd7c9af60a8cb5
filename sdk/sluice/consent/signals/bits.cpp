#include "sluice/consent/signals/bits.hpp"

#include <array>

namespace sluice {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::uint8_t kNone = 64;

constexpr std::array<std::uint8_t, 256> make_values() {
  std::array<std::uint8_t, 256> values{};
  values.fill(kNone);
  for (std::uint8_t i = 0; i < kDigits.size(); ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = i;
  }
  return values;
}

constexpr auto kValues = make_values();

std::uint8_t value_of(char digit) noexcept {
  return kValues[static_cast<unsigned char>(digit)];
}

}  // namespace

std::uint64_t Bits::number(std::size_t from, unsigned count) const noexcept {
  std::uint64_t value = 0;
  unsigned have = 0;
  const unsigned wanted = static_cast<unsigned>(from % 6) + count;
  for (std::size_t i = from / 6; have < wanted; ++i, have += 6) {
    value = value << 6 | value_of(digits_[i]);
  }
  value >>= have - wanted;
  return value & ((std::uint64_t{1} << count) - 1);
}

std::optional<Flaw> check_digits(Piece piece, std::string_view part) noexcept {
  if (piece.text.empty()) return Flaw{"is empty", part, piece.at, {}};
  for (std::size_t i = 0; i < piece.text.size(); ++i) {
    if (value_of(piece.text[i]) == kNone) {
      return Flaw{"has a character outside base64url", part, piece.at + i, {}};
    }
  }
  return std::nullopt;
}

bool BitReader::take(std::size_t count) noexcept {
  if (!ok()) return false;
  field_ = position_;
  if (count > bits_.size() - position_) {
    refuse("ends too early");
    return false;
  }
  position_ += count;
  return true;
}

std::uint64_t BitReader::number(unsigned count) noexcept {
  return take(count) ? bits_.number(field_, count) : 0;
}

void BitReader::skip(std::size_t count) noexcept { (void)take(count); }

void BitReader::refuse(std::string_view what) noexcept {
  if (ok()) what_ = what;
}

void BitReader::finish() noexcept {
  while (ok() && position_ < bits_.size()) {
    if (bit()) refuse("has set bits after its last field");
  }
}

std::optional<Flaw> BitReader::flaw(Piece piece,
                                    std::string_view part) const noexcept {
  if (ok()) return std::nullopt;
  // A field that is missing as a whole would begin behind the text.
  return Flaw{what_, part, piece.at + field_ / 6, field_};
}

}  // namespace sluice
