#include "sluice/consent/transform.hpp"

#include <cmath>

#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/cut_url.hpp"
#include "sluice/consent/policy.hpp"

namespace sluice {
namespace {

// Half of SHA-256's digits: 128 bits, and shorter on the wire.
constexpr std::size_t kHashDigits = 32;

Text hash(std::string_view value, json::Value rule, double time_ms) {
  Text key(rule.member("key").text());
  const double period_ms = duration_ms(rule.member("rotate"), 0);
  if (period_ms > 0) {
    key.append(':');
    key.append(integer_text(std::floor(time_ms / period_ms)));
  }
  const Text digits = hmac_sha256_hex(key, value);
  return join({"h:", std::string_view(digits).substr(0, kHashDigits)});
}

// A word with an '@' between two characters is taken for an address: what looks
// like one may be one.
Text redact_email(std::string_view text) {
  constexpr std::string_view kEnds = " \t\r\n\"'<>()[]{},;:|";
  Text result;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(kEnds), text.size());
    const auto word = text.substr(0, end);
    const auto at = word.find('@', 1);
    const bool is_email = at != std::string_view::npos && at + 1 < word.size();
    result.append(is_email ? "[email]" : word);
    text.remove_prefix(end);
    if (text.empty()) break;
    result.append(text.front());
    text.remove_prefix(1);
  }
  return result;
}

Text redact_digits(std::string_view text) {
  Text result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    char& c = result.data()[i];
    if (c >= '0' && c <= '9') c = '#';
  }
  return result;
}

std::optional<Transformed> round_to(std::string_view value, json::Value to) {
  const auto number = parse_number(value);
  const double step = to.number_or(0);
  if (!number || !(step >= 1)) return std::nullopt;
  return Transformed{integer_text(std::floor(*number / step + 0.5) * step),
                     Fields::Kind::Json};
}

}  // namespace

std::optional<Transformed> transform(const Fields::Field& field,
                                     json::Value action, double time_ms) {
  const auto value = field.value;
  if (action.says("allow")) return Transformed{Text(value), field.kind};
  const auto rule = action.first();
  const auto name = rule.name();
  if (name == "hash") {
    if (rule.member("key").text().empty()) return std::nullopt;
    return Transformed{hash(value, rule, time_ms)};
  }
  if (name == "round") return round_to(value, rule);
  // The rest is about text: cutting a structure would let it out uncut.
  if (field.kind != Fields::Kind::Text) return std::nullopt;
  if (name == "url") return Transformed{cut_url(value, rule)};
  if (name == "truncate") {
    const double bytes = rule.number_or(0);
    return Transformed{
        Text(cut(value, static_cast<std::size_t>(bytes > 0 ? bytes : 0)))};
  }
  if (name != "redact") return std::nullopt;
  if (rule.says("email")) return Transformed{redact_email(value)};
  if (rule.says("digits")) return Transformed{redact_digits(value)};
  return std::nullopt;
}

}  // namespace sluice
