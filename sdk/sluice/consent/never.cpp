#include "sluice/consent/never.hpp"

#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/scrub.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

constexpr std::size_t kMinCardDigits = 14;

constexpr std::string_view kOwnIds =
    "event.id goal.event page.id session.id visitor.id";
constexpr std::string_view kAddresses =
    "page.url page.path page.referrer click.href error.source";
constexpr std::string_view kWithoutTokens =
    "utm.* campaign.* click_id.* attribution.* order.* user.id receipt.*";

// What there is in a text that a secret needs: most have none of it, and each
// field of each event is asked.
struct Hints {
  bool has_sign = false;  // of an e-mail address, or what may hide one
  bool has_name = false;  // the end of what may be the name of a token
  bool is_number = false;
  std::size_t digits = 0;

  explicit Hints(const Fields::Field& field) noexcept {
    const bool is_text = field.kind == Fields::Kind::Text;
    const char quote = is_text ? '"' : '\\';  // of JSON in a text
    for (const char c : field.value) {
      if (c >= '0' && c <= '9') {
        ++digits;
      } else if (c == '@' || c == '%') {
        has_sign = true;
      } else if (c == '=' || c == '/' || c == quote) {
        has_name = true;
      }
    }
    has_name |= digits > 0 && field.value.size() >= kMinMixedToken;
    is_number = !is_text && digits == field.value.size();
  }

  [[nodiscard]] bool fit(SecretKinds kinds) const noexcept {
    const bool has_phone = (kinds & kPhone) != 0 && !is_number;
    const auto least = has_phone ? kMinSecretDigits : kMinCardDigits;
    return kinds != 0 &&
           (has_sign || digits >= least || (has_name && (kinds & kToken) != 0));
  }
};

bool matches_word(std::string_view globs, std::string_view path) noexcept {
  while (!globs.empty()) {
    if (matches_glob(path, next_word(globs))) return true;
  }
  return false;
}

// The kinds that are looked for at a path.
unsigned kinds_at(std::string_view path) noexcept {
  if (matches_word(kOwnIds, path)) return 0;
  if (is_address(path)) return kPhone;
  return matches_word(kWithoutTokens, path) ? ~unsigned{kToken} : ~0U;
}

void write_without(json::Writer& out, json::Value value, SecretKinds kinds) {
  Text result;
  const auto clean = [&result, kinds](std::string_view text) {
    return scrub(text, kinds, result) ? std::string_view(result) : text;
  };
  const bool is_object = value.is(json::Kind::Object);
  if (is_object || value.is(json::Kind::Array)) {
    is_object ? out.begin_object() : out.begin_array();
    for (auto one = value.first(); one.exists(); one = one.next()) {
      if (is_object) out.name(clean(one.name()));
      write_without(out, one, kinds);
    }
    is_object ? out.end_object() : out.end_array();
  } else if (value.is(json::Kind::Text)) {
    out.text(clean(value.text()));
  } else if (value.is(json::Kind::Number)) {
    scrub(value.text(), kinds, result) ? out.text(result)
                                       : out.raw(value.text());
  } else if (value.is_bool()) {
    out.boolean(value.is(json::Kind::True));
  } else {
    out.raw("null");
  }
}

}  // namespace

std::optional<SecretKinds> read_never(json::Value words) noexcept {
  if (words.exists() && !words.is(json::Kind::Array)) return std::nullopt;
  unsigned kinds = 0;
  for (auto word = words.first(); word.exists(); word = word.next()) {
    auto names = kSecretNames;
    unsigned kind = 1;
    while (!names.empty() && next_word(names) != word.text()) kind <<= 1;
    if (kind > kPhone) return std::nullopt;
    kinds |= kind;
  }
  return static_cast<SecretKinds>(kinds);
}

bool is_address(std::string_view path) noexcept {
  return matches_word(kAddresses, path);
}

bool cut_out(const Fields::Field& field, SecretKinds kinds, Text& result) {
  if (kinds == 0) return false;
  const Hints hints(field);
  if (!hints.fit(kinds)) return false;
  kinds = static_cast<SecretKinds>(kinds & kinds_at(field.path));
  if (!hints.fit(kinds)) return false;
  if (field.kind == Fields::Kind::Text) {
    return scrub(field.value, kinds, result);
  }
  json::Document document;
  (void)document.read(field.value);
  Text written;
  json::Writer out(written);
  write_without(out, document.root(), kinds);
  if (std::string_view(written) == field.value) return false;
  result = std::move(written);
  return true;
}

}  // namespace sluice
