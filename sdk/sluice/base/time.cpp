#include "sluice/base/time.hpp"

#include <algorithm>
#include <cstdint>

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// 9999-12-31T23:59:59.999Z
constexpr double kLastMs = 253402300799999.0;
constexpr std::int64_t kDayMs = 24 * 60 * 60 * 1000;

// `value` with zeros before it, and a sign behind it.
void append_part(Text& out, std::int64_t value, std::size_t digits, char sign) {
  const Text text = integer_text(value);
  for (std::size_t i = text.size(); i < digits; ++i) out.append('0');
  out.append(text);
  out.append(sign);
}

}  // namespace

// Days are counted from 0000-03-01, so that the day that leap years have more
// is the last of a year.
// https://howardhinnant.github.io/date_algorithms.html#civil_from_days
Text iso_time(double wall_ms) {
  const auto ms =
      static_cast<std::int64_t>(std::min(std::max(wall_ms, 0.0), kLastMs));
  const std::int64_t days = ms / kDayMs + 719468;
  const std::int64_t era = days / 146097;
  const std::int64_t of_era = days % 146097;
  const std::int64_t year_of_era =
      (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  const std::int64_t of_year =
      of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t from_march = (5 * of_year + 2) / 153;
  const std::int64_t day = of_year - (153 * from_march + 2) / 5 + 1;
  const std::int64_t month = from_march < 10 ? from_march + 3 : from_march - 9;
  const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  const std::int64_t of_day = ms % kDayMs;
  Text out;
  append_part(out, year, 4, '-');
  append_part(out, month, 2, '-');
  append_part(out, day, 2, 'T');
  append_part(out, of_day / 3600000, 2, ':');
  append_part(out, of_day / 60000 % 60, 2, ':');
  append_part(out, of_day / 1000 % 60, 2, '.');
  append_part(out, of_day % 1000, 3, 'Z');
  return out;
}

}  // namespace sluice
