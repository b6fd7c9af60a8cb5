#include "sluice/base/secret.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// Letters by how they stand in words: vowels, those that consonants stand next
// to, the rest, and those that hardly do.
constexpr std::string_view kLetters = "aeiouylrstnhcmbdfgkpvwzqxj";
constexpr std::size_t kConsonants = kLetters.find('l');
constexpr std::size_t kStiff = kLetters.find('b');
constexpr std::size_t kRare = kLetters.find('q');

// Names of files have hashes in them, and signs that look like addresses.
constexpr std::string_view kFileEndings =
    "js mjs css map json png jpg jpeg gif svg webp avif ico woff woff2 pdf";

constexpr std::size_t kMaxCardDigits = 16;
// A card's number is written in one, or in groups with these between them.
constexpr std::string_view kGroupMarks = " -+";

constexpr std::size_t kMaxPhoneDigits = 15;  // by E.164
constexpr std::size_t kMaxPhoneMarks = 3;    // between two digits, ") -"

constexpr std::size_t kAccessKeySize = 20;

bool is_in(std::string_view signs, char c) noexcept {
  return signs.find(c) != std::string_view::npos;
}
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
  return is_url_base64(c) || is_beyond_ascii(c) || is_in(".+%'~!*", c);
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

// "5.0.0-beta.next" of a package: no domain has two numbers in front.
bool is_version(std::string_view domain) noexcept {
  const std::size_t at = domain.front() == 'v' ? 1 : 0;
  const auto dot = end_of(domain, at, is_digit);
  return dot > at && dot + 1 < domain.size() && domain[dot] == '.' &&
         is_digit(domain[dot + 1]);
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
  return is_top && !is_file_ending(top) && !is_version(domain) ? end - at : 0;
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
    if (is_in(kGroupMarks, text[i]) && end == i && digits >= 4) continue;
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

// The digits of what may be a telephone number.
struct Digits {
  std::size_t count = 0;
  std::uint32_t groups = 0;  // 0x334: three, three and four digits
  std::uint32_t front = 0;   // the first three digits, 0x212

  // https://www.itu.int/rec/T-REC-E.164
  [[nodiscard]] static bool is_of_country(std::uint32_t code,
                                          std::size_t digits) noexcept {
    if (code == 1 || code == 7) return digits == 11;
    return code != 0 && digits >= kMinSecretDigits && digits <= kMaxPhoneDigits;
  }

  // In the groups of countries where it begins with 0; no date, "01.02.2024".
  [[nodiscard]] bool has_trunk_prefix() const noexcept {
    auto first = groups;
    for (; first > 0xFF; first >>= 4) {
      if (first == 0x224) return false;
    }
    return first >= 0x20 && count >= kMinSecretDigits && count <= 12;
  }

  [[nodiscard]] bool is_phone(bool has_plus) const noexcept {
    const auto first = front >> 8;
    if (has_plus) return is_of_country(first, count);
    if (first > 1) return groups == 0x334;
    if (first == 1) return groups == 0x1334;
    const bool has_zeros = front < 0x10;  // "00" in place of the "+"
    return has_zeros ? groups > 0xF && is_of_country(front, count - 2)
                     : has_trunk_prefix();
  }
};

std::size_t phone_size(std::string_view text, std::size_t at) noexcept {
  constexpr std::string_view kMarks = " -./()\xC2\xA0";  // the hard space, too
  const bool has_plus = text[at] == '+';
  const bool has_sign = has_plus || text[at] == '(';
  if (!has_sign && !is_digit(text[at])) return 0;
  const char before = at > 0 ? text[at - 1] : ' ';
  if (is_alnum(before) || before == '+' ||
      (!has_plus && is_in("-./_", before))) {
    return 0;
  }
  Digits digits;
  std::size_t size = 0;
  std::size_t end = at + 1;  // behind the last digit
  for (auto i = has_sign ? at + 1 : at; i < text.size(); ++i) {
    const char c = text[i];
    if (!is_digit(c)) {
      if (!is_in(kMarks, c) || i >= end + kMaxPhoneMarks) break;
      continue;
    }
    if (++digits.count > kMaxPhoneDigits) return has_plus ? size : 0;
    const auto digit = static_cast<std::uint32_t>(c - '0');
    if (digits.count <= 3) digits.front = digits.front << 4 | digit;
    digits.groups = (i > end ? digits.groups << 4 : digits.groups) + 1;
    end = i + 1;
    const bool is_whole = end == text.size() || !is_alnum(text[end]);
    if (is_whole && digits.is_phone(has_plus)) size = end - at;
  }
  return size;
}

// Two letters of which a word hardly has two pairs: of "hxqtukckqqmp" "xq",
// "kq", ... Of Debian's words of eight letters and more in nine languages less
// than one in 100 has two, of twelve letters at random three in four.
bool is_odd_pair(char a, char b) noexcept {
  const auto one = kLetters.find(lower(a));
  const auto other = kLetters.find(lower(b));
  const bool are_stiff = one >= kStiff && other >= kStiff && one != other;
  return one >= kConsonants && other >= kConsonants &&
         (are_stiff || one >= kRare || other >= kRare);
}

// How a word is made: of what, and how often it turns from one kind of
// character to the other. Of random base64 nearly every second one does, of
// hexadecimal too; of "AWordLikeThis2026" every fourth, and it has its digits
// in one place.
struct Make {
  std::size_t size = 0;
  std::size_t turns = 0;
  std::size_t numbers = 0;
  std::size_t mixes = 0;  // a letter beside a digit
  std::size_t parts = 1;  // between '-' and '_'
  bool has_upper = false;
  bool has_lower = false;

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
    const bool is_mix = is_digit(c) != is_digit(before);
    if (is_part && is_alnum(before)) {
      if (is_mix) ++make.mixes;
      if (is_mix || (is_upper(c) && !is_upper(before))) ++make.turns;
    }
    if (is_digit(c) && !is_digit(before)) ++make.numbers;
    make.has_upper |= is_upper(c);
    make.has_lower |= is_letter(c) && !is_upper(c);
    before = c;
  }
  make.size = word.size();
  return make;
}

bool has_odd_pairs(std::string_view word) noexcept {
  std::size_t odd = 0;
  for (std::size_t i = 1; i < word.size(); ++i) {
    const bool are_letters = is_letter(word[i - 1]) && is_letter(word[i]);
    if (are_letters && is_odd_pair(word[i - 1], word[i])) ++odd;
  }
  return odd > 1;
}

// A word behind a name that tells of a secret: not "how-to-reset-it-2026", and
// behind a doubtful name not "SUMMER24" or a number of any length.
bool is_given(std::string_view word, Doubt doubt) noexcept {
  const Make make = make_of(word);
  const bool is_doubtful = doubt == Doubt::Some;
  if (!make.has_upper && !make.has_lower) {
    return doubt != Doubt::Named && make.parts == 1 &&
           make.size >= kMinNamedDigits &&
           (!is_doubtful || make.size < kMinNamedToken);
  }
  if (make.size < kMinNamedToken || (is_doubtful && !make.has_lower)) {
    return false;
  }
  return make.mixes > (is_doubtful ? 1U : 0U) || has_odd_pairs(word);
}

// The length of what is `of` and at random from here on.
template <class Of>
std::size_t random_size(std::string_view text, std::size_t at, Of of) noexcept {
  const auto seen = end_of(text.substr(0, at + kMaxTokenSeen), at, of);
  if (seen - at < kMinMixedToken) return 0;
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
  if (doubt > Doubt::Usual && begins(text, at, is_url_base64)) {
    const auto end = end_of(text, at, is_url_base64);
    if (is_given(text.substr(at, end - at), doubt) && !names_file(text, end)) {
      return end - at;
    }
  }
  // All that is left of it, or this part: a slug may stand before and behind.
  const auto rest = random_size(text, at, is_url_base64);
  if (rest > 0 && !is_word_part(text, at)) return rest;
  return random_size(text, at, is_alnum);
}

// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
std::size_t access_key_size(std::string_view text, std::size_t at) noexcept {
  const auto front = text.substr(at, 4);
  if ((front != "AKIA" && front != "ASIA") || !begins(text, at, is_alnum)) {
    return 0;
  }
  const auto end = end_of(text, at, is_alnum);
  const auto make = make_of(text.substr(at, end - at));
  return make.size == kAccessKeySize && !make.has_lower ? make.size : 0;
}

}  // namespace

Secret secret_at(std::string_view text, std::size_t at, SecretKinds kinds,
                 Doubt doubt) noexcept {
  // None begins amid letters.
  if (at > 0 && is_letter(text[at]) && is_letter(text[at - 1])) return {};
  std::size_t size = 0;
  if ((kinds & kEmail) != 0 && (size = email_size(text, at)) > 0) {
    return {size, "[email]"};
  }
  if ((kinds & kToken) != 0 && (size = jwt_size(text, at)) > 0) {
    return {size, "[jwt]"};
  }
  if ((kinds & kCard) != 0 && (size = card_size(text, at)) > 0) {
    return {size, "[card]"};
  }
  if ((kinds & kPhone) != 0 && (size = phone_size(text, at)) > 0) {
    return {size, "[phone]"};
  }
  if ((kinds & kToken) != 0) {
    size = access_key_size(text, at);
    if (size == 0) size = token_size(text, at, doubt);
    if (size > 0) return {size, "[token]"};
  }
  return {};
}

Text without_secrets(std::string_view text) {
  Text result;
  for (std::size_t at = 0; at < text.size();) {
    const auto secret = secret_at(text, at, kAddressSecrets, Doubt::None);
    result.append(secret.size > 0 ? secret.word : text.substr(at, 1));
    at += std::max<std::size_t>(secret.size, 1);
  }
  return result;
}

}  // namespace sluice
