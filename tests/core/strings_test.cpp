#include "sluice/base/strings.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <string>

#include "sluice/base/utf8.hpp"

namespace sluice {
namespace {

std::string str(std::string_view text) { return std::string(text); }

TEST_CASE("cut: never cuts a UTF-8 sequence", "[strings]") {
  const std::string text = "a\xC3\xA9\xF0\x9F\x98\x80";  // 1 + 2 + 4 bytes
  const std::size_t ends[] = {0, 1, 1, 3, 3, 3, 3, 7, 7};
  for (std::size_t max = 0; max <= 8; ++max) {
    CHECK(cut(text, max).size() == ends[max]);
  }
}

TEST_CASE("trim: takes white space from both ends only", "[strings]") {
  CHECK(trim(" \t a b\r\n") == "a b");
  CHECK(trim(" \v\f ").empty());
  CHECK(trim("").empty());
}

TEST_CASE("parse_number: reads what JSON writes", "[strings]") {
  const auto [text, value] = GENERATE(table<std::string, double>({
      {"0", 0},
      {"-0", 0},
      {"1700000000123", 1700000000123},
      {"1234.5", 1234.5},
      {"-2.25", -2.25},
      {"1e3", 1000},
      {"12E-1", 1.2},
      {"1.5e+2", 150},
      {"1.7976931348623157e+308", 1.7976931348623157e308},
      {"5e-324", 0},
  }));
  INFO(text);
  REQUIRE(parse_number(text));
  CHECK(*parse_number(text) == Approx(value));
  CHECK(std::isfinite(*parse_number(text)));
}

TEST_CASE("parse_number: what is beyond a double is infinite", "[strings]") {
  CHECK(std::isinf(*parse_number("1e309")));
  CHECK(std::isinf(*parse_number("-2e308")));
  CHECK(std::isinf(*parse_number("1e999999999999999999")));
}

TEST_CASE("parse_number: refuses what is no number", "[strings]") {
  for (const auto* text : {"", "-", ".", "x", "1x", "1.2.3", "1e", "1ex"}) {
    INFO(text);
    CHECK_FALSE(parse_number(text));
  }
}

TEST_CASE("integer_text: reaches both ends of its range", "[strings]") {
  CHECK(str(integer_text(std::int64_t{0})) == "0");
  CHECK(str(integer_text(INT64_MIN)) == "-9223372036854775808");
  CHECK(str(integer_text(UINT64_MAX)) == "18446744073709551615");
  CHECK(str(integer_text(-3.9)) == "-3");
  CHECK(str(integer_text(1e300)) == "9007199254740992");
}

TEST_CASE("matches_glob: a star stands for any rest, only at the end",
          "[strings]") {
  CHECK(matches_glob("page.url", "page.url"));
  CHECK(matches_glob("page.url", "page.*"));
  CHECK(matches_glob("page.", "page.*"));
  CHECK(matches_glob("anything", "*"));
  CHECK_FALSE(matches_glob("page", "page.*"));
  CHECK_FALSE(matches_glob("page.url", "page"));
  CHECK_FALSE(matches_glob("page.url", "*url"));
  CHECK_FALSE(matches_glob("utm_source", ""));
}

TEST_CASE("edit_distance: counts single edits", "[strings]") {
  CHECK(edit_distance("endpoint", "endpoint") == 0);
  CHECK(edit_distance("endpont", "endpoint") == 1);
  CHECK(edit_distance("pageview", "pageViews") == 2);
  CHECK(edit_distance("", "abc") == 3);
  CHECK(edit_distance(std::string(121, 'a'), "a") >= 120);
}

TEST_CASE("mend_utf8: valid text passes untouched", "[strings]") {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80";
  CHECK(str(mend_utf8(Text(text))) == text);
}

TEST_CASE("mend_utf8: each maximal subpart becomes one U+FFFD", "[strings]") {
  // The table of https://www.unicode.org/versions/Unicode15.0.0/ch03.pdf,
  // 3-8 to 3-11, as browsers decode it.
  const auto [bytes, mended] = GENERATE(table<std::string, std::string>({
      {"\x80", "?"},
      {"\xC0\xAF\xE0\x80\xBF\xF0\x81\x82\x41", "????????A"},
      {"\xED\xA0\x80\xED\xBF\xBF\xED\xAF\x41", "????????A"},
      {"\xF4\x91\x92\x93\xFF\x41\x80\xBF\x42", "?????A??B"},
      {"\xE1\x80\xE2\xF0\x91\x92\xF1\xBF\x41", "????A"},
      {"\xC3", "?"},
  }));
  std::string expected;
  for (const char c : mended) {
    expected += c == '?' ? "\xEF\xBF\xBD" : std::string(1, c);
  }
  CHECK(str(mend_utf8(Text(bytes))) == expected);
}

TEST_CASE("percent_decode: every prefix of a hostile text is decoded",
          "[strings]") {
  const std::string text = "%E2%82%AC+%zz%4%F0%9F%98%80%ff%";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const Text decoded = percent_decode(text.substr(0, i), true);
    CHECK(decoded.size() <= 3 * i);
  }
  CHECK(str(percent_decode("a+b", false)) == "a+b");
}

}  // namespace
}  // namespace sluice
