#include "sluice/destination/cast.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "sluice/base/base64.hpp"
#include "sluice/base/destination_limits.hpp"
#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/time.hpp"
#include "sluice/base/url.hpp"
#include "sluice/destination/shape.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// In the order of kCastNames.
enum class Cast : std::uint8_t {
  Str,
  Num,
  Int,
  Seconds,
  Micros,
  Nanos,
  Iso,
  Age,
  Json,
  Base64,
  Base64Url,
  Hex,
  Lower,
  Snake,
  Max,
  Sha256,
  Host,
  Origin,
  Search,
  Take,
  Texts,
  Flat,
  Otel,
  Sum,
  None
};

Cast find_cast(std::string_view name) noexcept {
  auto names = kCastNames;
  for (std::uint8_t index = 0; !names.empty(); ++index) {
    if (next_word(names) == name) return static_cast<Cast>(index);
  }
  return Cast::None;
}

// The text as it is, if it is a number as JSON writes them: amounts are texts
// in events, and must not become binary on their way.
bool append_number(Text& out, std::string_view text) {
  json::Document document;
  if (document.read(text) || !document.root().is(json::Kind::Number)) {
    return false;
  }
  out.append(text);
  return true;
}

// Times, of milliseconds since 1970.
bool append_time(Text& out, Cast cast, double ms, double now_ms) {
  switch (cast) {
    case Cast::Int:
      out.append(integer_text(ms));
      return true;
    case Cast::Seconds:
      out.append(integer_text(ms / 1000));
      return true;
    case Cast::Age:
      out.append(integer_text(std::max(0.0, now_ms - ms) / 1000));
      return true;
    case Cast::Iso:
      json::append_quoted(out, iso_time(ms));
      return true;
    default:
      // More digits than a double has.
      out.append(integer_text(ms));
      out.append(cast == Cast::Micros ? "000" : "000000");
      return true;
  }
}

// The last `count` hex digits: at its end an id is random, in front it is the
// time.
Text hex_digits(std::string_view text, std::size_t count) {
  Text digits;
  for (const char c : text) {
    if (c != '-') digits.append(c);
  }
  const std::string_view all = digits;
  return Text(all.substr(all.size() - std::min(count, all.size())));
}

// What analytics take for a name: small letters, digits, and '_' for any other
// character, a letter first.
Text snake(std::string_view text) {
  Text name(is_word(text.substr(0, 1), "") ? "" : "e_");
  for (const char c : text) {
    const bool is_rest = (static_cast<unsigned char>(c) & 0xC0) == 0x80;
    const bool is_digit = c >= '0' && c <= '9';
    if (is_rest) continue;
    name.append(is_digit || is_word({&c, 1}, "") ? lower(c) : '_');
  }
  return name;
}

double sum(json::Value list) noexcept {
  double total = 0;
  for (auto one = list.first(); one.exists(); one = one.next()) {
    total += one.number().value_or(0);
  }
  return total;
}

Text cast_text(Cast cast, std::string_view text, std::size_t number) {
  const Url url = split_url(text);
  switch (cast) {
    case Cast::Base64:
    case Cast::Base64Url:
      return base64(text, cast == Cast::Base64Url);
    case Cast::Hex:
      return hex_digits(text, number);
    case Cast::Lower:
      return lower(text);
    case Cast::Snake:
      return snake(text);
    case Cast::Max:
      return Text(cut(text, number));
    case Cast::Sha256:
      // "[email]" stands for what the policy's "never" cut out: its hash would
      // make one person of all.
      return text.starts_with('[') ? Text() : sha256_hex(text);
    case Cast::Host:
      return Text(host_name(url));
    case Cast::Origin:
      return url.host.empty() ? Text() : join({url.scheme, "://", url.host});
    case Cast::Search:
      return url.query.empty() ? Text() : join({"?", url.query});
    default:
      return Text(text);
  }
}

bool append_text(Cast cast, json::Value value, std::size_t number, Text& out) {
  const Text text = cast_text(cast, plain_text(value), number);
  if (text.empty()) return false;
  json::append_quoted(out, text);
  return true;
}

// Casts whose outcome is no text.
bool append_value_of(Cast cast, json::Value value, std::size_t number,
                     Text& out) {
  switch (cast) {
    case Cast::Num:
      return append_number(out, value.text());
    case Cast::Take:
      return take_members(value, number, out);
    case Cast::Texts:
      return text_members(value, out);
    case Cast::Flat:
      return flatten(value, out);
    case Cast::Otel:
      return write_key_values(value, out);
    case Cast::Sum:
      out.append(integer_text(sum(value)));
      return true;
    case Cast::Json: {
      Text json;
      (void)json::append_value(json, value, kMaxFillBytes);
      json::append_quoted(out, json);
      return true;
    }
    default:
      return append_text(cast, value, number, out);
  }
}

// What behind the colon of "max:100" stands; 0 where that is no number.
std::size_t argument_of(std::string_view cast, std::size_t colon) noexcept {
  const auto written = cast.substr(std::min(colon + 1, cast.size()));
  const double number = parse_number(written).value_or(0);
  return static_cast<std::size_t>(std::min(std::max(number, 0.0), 1e6));
}

}  // namespace

bool takes_number(std::string_view cast) noexcept {
  return has_word("hex max take", cast);
}

bool apply_cast(std::string_view cast, json::Value value, double now_ms,
                Text& out) {
  const auto colon = std::min(cast.find(':'), cast.size());
  const Cast kind = find_cast(cast.substr(0, colon));
  switch (kind) {
    case Cast::None:
      return false;
    case Cast::Int:
    case Cast::Seconds:
    case Cast::Micros:
    case Cast::Nanos:
    case Cast::Iso:
    case Cast::Age: {
      const auto ms = parse_number(value.text());
      return ms && append_time(out, kind, *ms, now_ms);
    }
    default:
      return append_value_of(kind, value, argument_of(cast, colon), out);
  }
}

Text plain_text(json::Value value) {
  Text text(value.text());
  if (!value.is(json::Kind::Text)) {
    text.clear();
    (void)json::append_value(text, value, kMaxFillBytes);
  }
  return text;
}

}  // namespace sluice
