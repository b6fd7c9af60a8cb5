#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/consent/signals/flaw.hpp"
#include "sluice/consent/signals/pieces.hpp"

namespace sluice {

// The bits of base64url text (RFC 4648 section 5, without '='), six a
// character, the highest first. They are read where they stand: a consent
// string is never unpacked.
class Bits {
 public:
  Bits() = default;
  explicit Bits(std::string_view digits) noexcept : digits_(digits) {}

  [[nodiscard]] std::size_t size() const noexcept { return digits_.size() * 6; }
  // `count` bits, at most 56, as a number; all must be below size().
  [[nodiscard]] std::uint64_t number(std::size_t from,
                                     unsigned count) const noexcept;
  [[nodiscard]] bool bit(std::size_t at) const noexcept {
    return number(at, 1) != 0;
  }

 private:
  std::string_view digits_;
};

// The first character of `piece` that is none of base64url's, or that there
// is none at all, as a flaw of `part`.
[[nodiscard]] std::optional<Flaw> check_digits(Piece piece,
                                               std::string_view part) noexcept;

// Reads fields front to back. The first thing wrong is kept; from then on
// everything reads as 0, so that callers check once, at the end, and wherever
// a number they read decides how much they do.
class BitReader {
 public:
  explicit BitReader(Bits bits, std::size_t from = 0) noexcept
      : bits_(bits), position_(from), field_(from) {}

  [[nodiscard]] std::uint64_t number(unsigned count) noexcept;
  [[nodiscard]] std::uint32_t integer(unsigned count) noexcept {
    return static_cast<std::uint32_t>(number(count));
  }
  [[nodiscard]] bool bit() noexcept { return number(1) != 0; }
  void skip(std::size_t count) noexcept;

  // `what` is wrong with the field that was read last.
  void refuse(std::string_view what) noexcept;
  // What is left may only be padding: any number of zeros.
  void finish() noexcept;

  [[nodiscard]] bool ok() const noexcept { return what_.empty(); }
  [[nodiscard]] Bits bits() const noexcept { return bits_; }
  [[nodiscard]] std::size_t position() const noexcept { return position_; }
  // None if all went well. The bits must be those of `piece`.
  [[nodiscard]] std::optional<Flaw> flaw(Piece piece,
                                         std::string_view part) const noexcept;

 private:
  // Room for `count` bits, or the text is refused as too short.
  [[nodiscard]] bool take(std::size_t count) noexcept;

  Bits bits_;
  std::size_t position_;
  std::size_t field_;  // where the last field began
  std::string_view what_;
};

// Makes a value in `slot`; a second segment of the same type is refused.
template <typename Value>
void fill(std::optional<Value>& slot, const Value& value, BitReader& reader) {
  if (slot) reader.refuse("is there twice");
  slot = value;
}

}  // namespace sluice
