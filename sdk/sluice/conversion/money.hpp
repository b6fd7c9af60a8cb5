#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// A decimal number, exact in millionths and below kMaxAmount: binary floats do
// not have 0.1.
struct Amount {
  std::int64_t millionths = 0;

  auto operator<=>(const Amount&) const = default;
};

// Digits behind the point that an Amount has.
inline constexpr int kAmountDigits = 6;

// Reads a decimal number as JSON writes it ("9.90", "1e-7"), rounding half away
// from zero to `digits` behind the point: the sums of pages have noise there
// (0.30000000000000004). None if it isn't one, or too large.
[[nodiscard]] std::optional<Amount> read_amount(std::string_view text,
                                                int digits = kAmountDigits);

// In decimal, with at least `digits` behind the point and no zero behind those.
[[nodiscard]] Text amount_text(Amount amount, int digits);

// Adds `count` times `amount`; false where that is too large for an Amount.
[[nodiscard]] bool add_times(Amount& sum, Amount amount, std::int64_t count);

// A currency of ISO 4217 and its minor unit. An empty code stands for one that
// is not known, whose amounts are left as they are.
struct Currency {
  Text code;  // "EUR"
  int digits = 0;

  [[nodiscard]] std::optional<Amount> read(std::string_view text) const {
    return read_amount(text, code.empty() ? kAmountDigits : digits);
  }
};

// The currency of that code, in letters of any case; none if there is none.
[[nodiscard]] std::optional<Currency> find_currency(std::string_view code);

}  // namespace sluice
