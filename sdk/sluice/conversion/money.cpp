#include "sluice/conversion/money.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// ISO 4217, list one as published 2024-06-25, and XCG, in force since
// 2025-03-31 in place of ANG. Metals, codes for tests, and units of account
// between banks are left out.
// https://www.six-group.com/en/products-services/financial-information/market-reference-data/data-standards.html
struct MinorUnit {
  int digits;
  std::string_view codes;
};

constexpr std::array<MinorUnit, 4> kMinorUnits = {{
    {2,
     "AEDAFNALLAMDANGAOAARSAUDAWGAZNBAMBBDBDTBGNBMDBNDBOBBOVBRLBSDBTNBWPBYNBZD"
     "CADCDFCHECHFCHWCNYCOPCOUCRCCUCCUPCVECZKDKKDOPDZDEGPERNETBEURFJDFKPGBPGEL"
     "GHSGIPGMDGTQGYDHKDHNLHTGHUFIDRILSINRIRRJMDKESKGSKHRKPWKYDKZTLAKLBPLKRLRD"
     "LSLMADMDLMGAMKDMMKMNTMOPMRUMURMVRMWKMXNMXVMYRMZNNADNGNNIONOKNPRNZDPABPEN"
     "PGKPHPPKRPLNQARRONRSDRUBSARSBDSCRSDGSEKSGDSHPSLESOSSRDSSPSTNSVCSYPSZLTHB"
     "TJSTMTTOPTRYTTDTWDTZSUAHUSDUSNUYUUZSVEDVESWSTXCDXCGYERZARZMWZWG"},
    {0, "BIFCLPDJFGNFISKJPYKMFKRWPYGRWFUGXUYIVNDVUVXAFXOFXPF"},
    {3, "BHDIQDJODKWDLYDOMRTND"},
    {4, "CLFUYW"},
}};

constexpr std::size_t kCodeSize = 3;

bool lists(std::string_view codes, std::string_view code) noexcept {
  for (; !codes.empty(); codes.remove_prefix(kCodeSize)) {
    if (equals_ignoring_case(codes.substr(0, kCodeSize), code)) return true;
  }
  return false;
}

// The power of ten behind a number's mantissa.
int read_exponent(std::string_view text) noexcept {
  const auto e = text.find_first_of("eE");
  if (e == std::string_view::npos) return 0;
  text.remove_prefix(text[e + 1] == '+' ? e + 2 : e + 1);
  return static_cast<int>(std::clamp(*parse_number(text), -999.0, 999.0));
}

}  // namespace

std::optional<Amount> read_amount(std::string_view text, int digits) {
  const auto number = parse_number(text);
  if (!number || !(std::fabs(*number) < kMaxAmount)) return std::nullopt;
  const bool negative = text.front() == '-';
  if (negative) text.remove_prefix(1);
  const auto mantissa = text.substr(0, text.find_first_of("eE"));
  const auto point = std::min(mantissa.find('.'), mantissa.size());
  // The place of the next digit: 0 for ones, -1 for tenths.
  int place = static_cast<int>(point) - 1 + read_exponent(text);
  std::int64_t value = 0;
  bool rounds_up = false;
  for (const char c : mantissa) {
    if (c == '.') continue;
    if (place >= -digits) value = value * 10 + (c - '0');
    if (place == -digits - 1) rounds_up = c >= '5';
    --place;
  }
  for (; value != 0 && place >= -digits; --place) value *= 10;
  value += rounds_up ? 1 : 0;
  for (int i = digits; i < kAmountDigits; ++i) value *= 10;
  return Amount{negative ? -value : value};
}

Text amount_text(Amount amount, int digits) {
  Text text = integer_text(std::abs(amount.millionths));
  while (text.size() <= kAmountDigits) text = join({"0", text});
  const std::string_view all = text;
  const auto whole = all.substr(0, all.size() - kAmountDigits);
  auto rest = all.substr(whole.size());
  while (rest.size() > static_cast<std::size_t>(digits) && rest.back() == '0') {
    rest.remove_suffix(1);
  }
  const bool negative = amount.millionths < 0;
  return join({negative ? "-" : "", whole, rest.empty() ? "" : ".", rest});
}

bool add_times(Amount& sum, Amount amount, std::int64_t count) {
  const double total =
      static_cast<double>(sum.millionths) +
      static_cast<double>(amount.millionths) * static_cast<double>(count);
  if (!(std::fabs(total) < kMaxAmount * 1e6)) return false;
  sum.millionths += amount.millionths * count;
  return true;
}

std::optional<Currency> find_currency(std::string_view code) {
  if (code.size() != kCodeSize) return std::nullopt;
  for (const auto& [digits, codes] : kMinorUnits) {
    if (!lists(codes, code)) continue;
    Currency currency{Text(code), digits};
    for (std::size_t i = 0; i < kCodeSize; ++i) {
      currency.code.data()[i] = static_cast<char>(code[i] & ~0x20);
    }
    return currency;
  }
  return std::nullopt;
}

}  // namespace sluice
