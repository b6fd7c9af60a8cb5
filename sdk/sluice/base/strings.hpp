#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// The longest prefix of `text` of at most `max_bytes` that does not cut a
// UTF-8 sequence. `text` must be valid UTF-8.
[[nodiscard]] std::string_view cut(std::string_view text,
                                   std::size_t max_bytes) noexcept;

[[nodiscard]] bool is_space(char c) noexcept;  // ASCII's

// ASCII letters, digits and any of `others`, a letter first.
[[nodiscard]] bool is_word(std::string_view text,
                           std::string_view others) noexcept;

// `text` without white space at both ends.
[[nodiscard]] std::string_view trim(std::string_view text) noexcept;

// ASCII letters in lower case, everything else as it is.
[[nodiscard]] Text lower(std::string_view text);
[[nodiscard]] char lower(char c) noexcept;

[[nodiscard]] bool equals_ignoring_case(std::string_view a,
                                        std::string_view b) noexcept;

// A JSON number (RFC 8259 section 6) as the nearest double, within a few units
// in the last place: for times and versions, never for money. None if it isn't
// a number.
[[nodiscard]] std::optional<double> parse_number(
    std::string_view text) noexcept;

// In decimal. A double is cut to its integer, at most 2^53 from zero.
[[nodiscard]] Text integer_text(double value);
[[nodiscard]] Text integer_text(std::int64_t value);
[[nodiscard]] Text integer_text(std::uint64_t value);

// The byte that an escape at the front of `text` stands for ("%2F..."); -1 if
// there is none.
[[nodiscard]] int escaped_byte(std::string_view text) noexcept;

// The text with %XX escapes decoded and, if `plus_is_space`, '+' as a space:
// the application/x-www-form-urlencoded reading of the URL standard. A '%'
// without two hex digits stays as it is; bytes that are no UTF-8 become U+FFFD.
// https://url.spec.whatwg.org/#concept-urlencoded-parser
[[nodiscard]] Text percent_decode(std::string_view text, bool plus_is_space);

// The text with all bytes escaped (%XX) but ASCII letters, digits and "*-._":
// what is a parameter of an address, or of a form, as the URL standard writes
// it, apart from spaces, which are %20 here.
// https://url.spec.whatwg.org/#concept-urlencoded-serializer
[[nodiscard]] Text percent_encode(std::string_view text);

// Whether `word` is one of `words`, which single spaces separate, ASCII letters
// in any case. As text, words take a third of what an array of views does.
[[nodiscard]] bool has_word(std::string_view words,
                            std::string_view word) noexcept;

// The same, letters as they are: for names of ours, of which one in other
// letters is another.
[[nodiscard]] bool has_exact_word(std::string_view words,
                                  std::string_view word) noexcept;

// Takes the first of such words off the front.
[[nodiscard]] std::string_view next_word(std::string_view& words) noexcept;

// `text` matches `glob`, in which a trailing '*' stands for any rest.
[[nodiscard]] bool matches_glob(std::string_view text,
                                std::string_view glob) noexcept;

// Single-character edits from `a` to `b`, for "did you mean"; kMaxNameBytes
// and above when either is longer than kMaxNameBytes.
[[nodiscard]] std::size_t edit_distance(std::string_view a, std::string_view b);

}  // namespace sluice
