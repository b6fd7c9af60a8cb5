#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::test {

// A string's bits, to be written by hand.
class BitWriter {
 public:
  BitWriter& put(std::uint64_t value, unsigned count) {
    for (unsigned i = count; i-- > 0;) bits_.push_back(value >> i & 1);
    return *this;
  }

  [[nodiscard]] std::string text() const {
    constexpr std::string_view kDigits =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string text;
    for (std::size_t i = 0; i < bits_.size(); i += 6) {
      std::size_t digit = 0;
      for (std::size_t k = i; k < i + 6; ++k) {
        digit = digit * 2 + (k < bits_.size() && bits_[k] ? 1 : 0);
      }
      text.push_back(kDigits[digit]);
    }
    return text;
  }

 private:
  std::vector<bool> bits_;
};

}  // namespace sluice::test
