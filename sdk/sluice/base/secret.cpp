#include "sluice/base/secret.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// Names of files have hashes in them, and signs that look like addresses.
constexpr std::string_view kFileEndings =
    "js mjs css map json png jpg jpeg gif svg webp avif ico woff woff2 pdf";

constexpr std::size_t kMaxCardDigits = 16;
// A card's number is written in one, or in groups with these between them.
constexpr std::string_view kGroupMarks = " -+";

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }
bool is_upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_alnum(char c) noexcept { return is_digit(c) || is_letter(c); }
bool is_url_base64(char c) noexcept {
  return is_alnum(c) || c == '-' || c == '_';
}
bool is_beyond_ascii(char c) noexcept {
  return static_cast<unsigned char>(c) >= 0x80;
}
bool is_of_domain(char c) noexcept {
  return is_alnum(c) || c == '-' || c == '.' || is_beyond_ascii(c);
}
bool is_of_mailbox(char c) noexcept {
  return is_url_base64(c) || is_beyond_ascii(c) ||
         std::string_view(".+%'~!*").find(c) != std::string_view::npos;
}

// Where the stretch of characters that are `of` ends.
template <class Of>
std::size_t end_of(std::string_view text, std::size_t at, Of of) noexcept {
  while (at < text.size() && of(text[at])) ++at;
  return at;
}

// Whether a stretch of characters that are `of` begins here.
template <class Of>
bool begins(std::string_view text, std::size_t at, Of of) noexcept {
  return of(text[at]) && (at == 0 || !of(text[at - 1]));
}

bool is_file_ending(std::string_view text) noexcept {
  return has_word(kFileEndings, text.substr(0, end_of(text, 0, is_alnum)));
}

// Whether what ends at `end` is the name of a file, "app.3f9ac2.js".
bool names_file(std::string_view text, std::size_t end) noexcept {
  return end < text.size() && text[end] == '.' &&
         is_file_ending(text.substr(end + 1));
}

std::size_t email_size(std::string_view text, std::size_t at) noexcept {
  if (!begins(text, at, is_of_mailbox)) return 0;
  const auto sign = end_of(text, at, is_of_mailbox);
  if (sign >= text.size() || text[sign] != '@') return 0;
  auto end = end_of(text, sign + 1, is_of_domain);
  while (text[end - 1] == '.') --end;
  const auto domain = text.substr(sign + 1, end - sign - 1);
  const auto dot = domain.rfind('.');
  if (dot == std::string_view::npos || dot == 0) return 0;
  const auto top = domain.substr(dot + 1);
  const bool is_top = top.size() > 1 && !is_digit(top.front());
  return is_top && !is_file_ending(top) ? end - at : 0;
}

std::size_t jwt_size(std::string_view text, std::size_t at) noexcept {
  constexpr std::size_t kMinHeader = 12;  // {"a":1} and less is none
  if (text.substr(at, 3) != "eyJ" || !begins(text, at, is_url_base64)) return 0;
  const auto header = end_of(text, at, is_url_base64);
  if (header - at < kMinHeader || header == text.size() ||
      text[header] != '.') {
    return 0;
  }
  return end_of(text, at, [](char c) { return is_url_base64(c) || c == '.'; }) -
         at;
}

// https://en.wikipedia.org/wiki/Payment_card_number#Issuer_identification_number_(IIN)
// Visa's 13 digits are out of use, and every tenth EAN would be one.
bool is_issued(int first_four, std::size_t digits) noexcept {
  const int first_two = first_four / 100;
  if (digits == 15) return first_two == 34 || first_two == 37;  // Amex
  if (digits == 14) return first_two == 36 || first_two == 38;  // Diners
  if (digits != 16) return false;
  return first_two / 10 == 4 ||                         // Visa
         (first_two >= 51 && first_two <= 55) ||        // Mastercard
         (first_four >= 2221 && first_four <= 2720) ||  //
         (first_four >= 3528 && first_four <= 3589) ||  // JCB
         first_four == 6011 || first_two == 65 ||       // Discover
         first_two == 62;                               // UnionPay
}

// https://en.wikipedia.org/wiki/Luhn_algorithm
std::size_t card_size(std::string_view text, std::size_t at) noexcept {
  if (!begins(text, at, is_digit)) return 0;
  std::size_t digits = 0;
  std::size_t end = at;
  int first_four = 0;
  int sums[2] = {0, 0};  // the check, if the next digit were doubled, or not
  for (auto i = at; i < text.size(); ++i) {
    const bool is_mark = kGroupMarks.find(text[i]) != std::string_view::npos;
    if (is_mark && end == i && digits >= 4) continue;
    if (!is_digit(text[i])) break;
    const int digit = text[i] - '0';
    if (digits < 4) first_four = first_four * 10 + digit;
    const int doubled = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    const int plain = sums[0] + digit;
    sums[0] = sums[1] + doubled;
    sums[1] = plain;
    if (++digits > kMaxCardDigits) return 0;
    end = i + 1;
  }
  return is_issued(first_four, digits) && sums[1] % 10 == 0 ? end - at : 0;
}

// How a word is made: of what, and how often it turns from one kind of
// character to the other. Of random base64 nearly every second one does, of
// hexadecimal too; of "AWordLikeThis2026" every fourth, and it has its digits
// in one place.
struct Make {
  std::size_t size = 0;
  std::size_t turns = 0;
  std::size_t numbers = 0;
  std::size_t parts = 1;  // between '-' and '_'
  bool has_upper = false;
  bool has_lower = false;

  [[nodiscard]] bool is_mixed() const noexcept {
    return size >= kMinNamedToken && numbers > 0 && (has_upper || has_lower);
  }
  [[nodiscard]] bool is_random() const noexcept {
    const std::size_t enough =
        has_upper && has_lower ? kMinMixedToken : kMinPlainToken;
    return size >= enough && size >= parts * kMinTokenPart &&
           turns * (numbers > 1 ? 4 : 3) >= size && numbers > 0;
  }
};

Make make_of(std::string_view word) noexcept {
  Make make;
  char before = '-';
  for (const char c : word) {
    const bool is_part = is_alnum(c);
    if (!is_part) ++make.parts;
    const bool is_turn =
        is_digit(c) != is_digit(before) || (is_upper(c) && !is_upper(before));
    if (is_part && is_alnum(before) && is_turn) ++make.turns;
    if (is_digit(c) && !is_digit(before)) ++make.numbers;
    make.has_upper |= is_upper(c);
    make.has_lower |= is_letter(c) && !is_upper(c);
    before = c;
  }
  make.size = word.size();
  return make;
}

// The length of what is `of` and at random from here on.
template <class Of>
std::size_t random_size(std::string_view text, std::size_t at, Of of) noexcept {
  const auto seen = end_of(text.substr(0, at + kMaxTokenSeen), at, of);
  if (!make_of(text.substr(at, seen - at)).is_random()) return 0;
  const auto end = end_of(text, seen, of);
  return names_file(text, end) ? 0 : end - at;
}

// "of", "Page": what slugs and prefixes of keys are made of.
bool is_word_part(std::string_view text, std::size_t at) noexcept {
  const auto end = end_of(text.substr(0, at + kMaxTokenSeen), at, is_alnum);
  const auto make = make_of(text.substr(at, end - at));
  return make.size > 1 && make.numbers == 0 && make.turns == 0;
}

std::size_t token_size(std::string_view text, std::size_t at,
                       Doubt doubt) noexcept {
  if (doubt == Doubt::None || !begins(text, at, is_alnum)) return 0;
  if (doubt == Doubt::High && begins(text, at, is_url_base64)) {
    const auto end = end_of(text, at, is_url_base64);
    if (make_of(text.substr(at, end - at)).is_mixed()) return end - at;
  }
  // All that is left of it, or this part: a slug may stand before and behind.
  const auto rest =
      is_word_part(text, at) ? 0 : random_size(text, at, is_url_base64);
  return rest > 0 ? rest : random_size(text, at, is_alnum);
}

}  // namespace

Secret secret_at(std::string_view text, std::size_t at, Doubt doubt) noexcept {
  // None begins amid letters.
  if (at > 0 && is_letter(text[at]) && is_letter(text[at - 1])) return {};
  if (const auto size = email_size(text, at)) return {size, "[email]"};
  if (const auto size = jwt_size(text, at)) return {size, "[jwt]"};
  if (const auto size = card_size(text, at)) return {size, "[card]"};
  if (const auto size = token_size(text, at, doubt)) return {size, "[token]"};
  return {};
}

Text without_secrets(std::string_view text) {
  Text result;
  for (std::size_t at = 0; at < text.size();) {
    const auto secret = secret_at(text, at, Doubt::None);
    result.append(secret.size > 0 ? secret.word : text.substr(at, 1));
    at += std::max<std::size_t>(secret.size, 1);
  }
  return result;
}

}  // namespace sluice
