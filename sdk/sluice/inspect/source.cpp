#include "sluice/inspect/source.hpp"

#include <limits>

#include "sluice/base/sha256.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {

Text error_text(std::string_view name, const json::ReadError& error) {
  return join({name, ":", count_text(error.line), ":", count_text(error.column),
               ": ", error.message});
}

std::optional<Text> Source::read(json::Value text, std::string_view name) {
  if (!text.is(json::Kind::Text)) {
    return join({"\"", name, "\" is not a text"});
  }
  if (const auto error = policy_.read(text.text())) {
    return error_text(name, in_words(text.text(), *error));
  }
  places_ = Places(text.text(), policy_.root());
  return std::nullopt;
}

void Source::write_rule(json::Writer& out, json::Value rule) const {
  const Place place = places_.of(rule);
  out.integer("line", static_cast<double>(place.line))
      .text("rule", json::pointer_to(policy_.root(), rule));
}

Text compact_hash(json::Value value) {
  Text json;
  (void)json::append_value(json, value,
                           std::numeric_limits<std::size_t>::max());
  return sha256_hex(json);
}

std::optional<Text> Part::read(json::Value member, std::string_view name) {
  value_ = member;
  if (!member.is(json::Kind::Text)) return std::nullopt;
  const auto error = read_json(document_, member.text());
  value_ = document_.root();
  return error ? std::optional(error_text(name, *error)) : std::nullopt;
}

}  // namespace sluice::inspect
