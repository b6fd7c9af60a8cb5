#include "sluice/inspect/iso_time.hpp"

namespace sluice::inspect {
namespace {

constexpr double kMinuteMs = 60 * 1000;
constexpr double kDayMs = 24 * 60 * kMinuteMs;

// Takes parts off the front of a text; once one was not there, all fail.
class Reader {
 public:
  explicit Reader(std::string_view text) noexcept : rest_(text) {}

  void fail() noexcept { failed_ = true; }
  [[nodiscard]] bool has_failed() const noexcept { return failed_; }
  [[nodiscard]] bool is_done() const noexcept { return rest_.empty(); }

  // Exactly so many digits, of a number from `least` to `most`.
  int number(std::size_t digits, int least, int most) noexcept {
    int value = 0;
    for (; digits > 0 && !failed_; --digits) value = value * 10 + digit();
    failed_ = failed_ || value < least || value > most;
    return value;
  }

  // As many digits as there are, at least one: a part of 1000.
  int thousandths() noexcept {
    int value = 0;
    int worth = 100;
    do {
      value += worth * digit();
      worth /= 10;
    } while (!failed_ && !rest_.empty() && is_digit(rest_.front()));
    return value;
  }

  void expect(char c) noexcept {
    if (!skip(c)) fail();
  }

  bool skip(char c) noexcept {
    if (!rest_.starts_with(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }

 private:
  static bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

  int digit() noexcept {
    failed_ = failed_ || rest_.empty() || !is_digit(rest_.front());
    if (failed_) return 0;
    const int value = rest_.front() - '0';
    rest_.remove_prefix(1);
    return value;
  }

  std::string_view rest_;
  bool failed_ = false;
};

// Days from 1970-01-01, counted in years that begin in March, so that a leap
// day is the last one. http://howardhinnant.github.io/date_algorithms.html
int days_since_1970(int year, int month, int day) noexcept {
  if (month < 3) --year;
  const int day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
  return year * 365 + year / 4 - year / 100 + year / 400 + day_of_year - 719468;
}

double read_date(Reader& in) noexcept {
  const int year = in.number(4, 0, 9999);
  in.expect('-');
  const int month = in.number(2, 1, 12);
  in.expect('-');
  const int day = in.number(2, 1, 31);
  const int first = days_since_1970(year, month, 1);
  const int next = month < 12 ? days_since_1970(year, month + 1, 1)
                              : days_since_1970(year + 1, 1, 1);
  if (first + day > next) in.fail();
  return (first + day - 1) * kDayMs;
}

double read_zone(Reader& in) noexcept {
  if (in.is_done() || in.skip('Z') || in.skip('z')) return 0;
  const bool is_behind = in.skip('-');
  if (!is_behind) in.expect('+');
  const int hours = in.number(2, 0, 23);
  (void)in.skip(':');
  const int minutes = in.number(2, 0, 59);
  const double ahead_ms = (hours * 60 + minutes) * kMinuteMs;
  return is_behind ? -ahead_ms : ahead_ms;
}

double read_clock(Reader& in) noexcept {
  const int hours = in.number(2, 0, 24);
  in.expect(':');
  const int minutes = in.number(2, 0, 59);
  double ms = (hours * 60 + minutes) * kMinuteMs;
  if (in.skip(':')) {
    ms += in.number(2, 0, 60) * 1000;
    if (in.skip('.') || in.skip(',')) ms += in.thousandths();
  }
  return ms - read_zone(in);
}

}  // namespace

std::optional<double> read_iso_time(std::string_view text) noexcept {
  Reader in(text);
  double ms = read_date(in);
  if (!in.is_done()) {
    if (!in.skip('T') && !in.skip('t')) in.expect(' ');
    ms += read_clock(in);
  }
  if (in.has_failed() || !in.is_done()) return std::nullopt;
  return ms;
}

}  // namespace sluice::inspect
