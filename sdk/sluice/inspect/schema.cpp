#include "sluice/inspect/schema.hpp"

#include <cmath>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/pattern.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

using json::Kind;

std::size_t count_children(json::Value value) noexcept {
  std::size_t count = 0;
  for (auto one = value.first(); one.exists(); one = one.next()) ++count;
  return count;
}

// In code points, as JSON Schema counts.
std::size_t count_characters(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += (c & 0xC0) != 0x80 ? 1 : 0;
  return count;
}

// Of scalars.
bool equals(json::Value a, json::Value b) noexcept {
  if (a.is(Kind::Number) && b.is(Kind::Number)) {
    return a.number() == b.number();
  }
  const bool same_kind = (a.is(Kind::Text) && b.is(Kind::Text)) ||
                         (a.is(Kind::True) && b.is(Kind::True)) ||
                         (a.is(Kind::False) && b.is(Kind::False));
  return same_kind && a.text() == b.text();
}

bool is_among(json::Value value, json::Value list) noexcept {
  for (auto one = list.first(); one.exists(); one = one.next()) {
    if (equals(value, one)) return true;
  }
  return false;
}

bool is_whole(json::Value value) noexcept {
  const auto number = value.number();
  return number && std::floor(*number) == *number;
}

bool has_type(json::Value value, std::string_view type) noexcept {
  if (type == "object") return value.is(Kind::Object);
  if (type == "array") return value.is(Kind::Array);
  if (type == "string") return value.is(Kind::Text);
  if (type == "boolean") return value.is_bool();
  if (type == "number") return value.is(Kind::Number);
  return is_whole(value);
}

std::string_view type_words(std::string_view type) noexcept {
  if (type == "object") return "an object {}";
  if (type == "array") return "a list []";
  if (type == "string") return "a text";
  if (type == "boolean") return "true or false";
  if (type == "number") return "a number";
  return "a whole number";
}

class SchemaCheck {
 public:
  SchemaCheck(json::Value schema, const char* code, Remarks& remarks)
      : definitions_(schema.member("$defs")), code_(code), remarks_(remarks) {}

  void check(json::Value value, json::Value schema) {
    const json::Value wanted = resolve(schema);
    if (!check_type(value, wanted) || !check_choice(value, wanted)) return;
    if (value.is(Kind::Object)) check_object(value, wanted);
    if (value.is(Kind::Array)) check_array(value, wanted);
    if (value.is(Kind::Text)) check_text(value, wanted, value.text());
    if (value.is(Kind::Number)) check_number(value, wanted);
    check_forms(value, wanted);
  }

 private:
  [[nodiscard]] json::Value resolve(json::Value schema) const noexcept {
    const auto reference = schema.member("$ref").text();
    if (reference.empty()) return schema;
    return definitions_.member(reference.substr(reference.rfind('/') + 1));
  }

  void refuse(json::Value value, Text message) {
    remarks_.error_at(value, code_, std::move(message));
  }

  bool check_type(json::Value value, json::Value schema) {
    const auto type = schema.member("type").text();
    if (type.empty() || has_type(value, type)) return true;
    refuse(value,
           join({"expected ", type_words(type), ", not ", shown(value)}));
    return false;
  }

  bool check_choice(json::Value value, json::Value schema) {
    const auto only = schema.member("const");
    const auto list = schema.member("enum");
    if (!only.exists() && !list.exists()) return true;
    if (only.exists() ? equals(value, only) : is_among(value, list)) {
      return true;
    }
    std::vector<Text> choices;
    std::vector<std::string_view> names;
    if (only.exists()) choices.push_back(shown(only));
    for (auto one = list.first(); one.exists(); one = one.next()) {
      choices.push_back(shown(one));
      names.push_back(one.text());
    }
    refuse(value, join({"expected ", list_of(choices), ", not ", shown(value),
                        did_you_mean(value.text(), names)}));
    return false;
  }

  void check_object(json::Value value, json::Value schema) {
    const auto known = schema.member("properties");
    const auto others = schema.member("additionalProperties");
    const auto names = schema.member("propertyNames");
    for (auto one = value.first(); one.exists(); one = one.next()) {
      if (names.exists()) check_text(one, resolve(names), one.name(), true);
      const auto own = known.member(one.name());
      if (own.exists()) {
        check(one, own);
      } else if (others.is(Kind::Object)) {
        check(one, others);
      } else if (others.is(Kind::False)) {
        remarks_.error_at_name(
            one, code_,
            join({quoted(one.name()), " is not known here",
                  did_you_mean(one.name(), member_names(known))}));
      }
    }
    auto needed = schema.member("required").first();
    for (; needed.exists(); needed = needed.next()) {
      if (value.member(needed.text()).exists()) continue;
      refuse(value, join({"\"", needed.text(), "\" is missing"}));
    }
    check_count(value, schema.member("minProperties"),
                schema.member("maxProperties"));
  }

  void check_array(json::Value value, json::Value schema) {
    const auto items = schema.member("items");
    const bool unique = schema.is_set("uniqueItems");
    for (auto one = value.first(); one.exists(); one = one.next()) {
      if (items.exists()) check(one, items);
      for (auto before = value.first(); unique && before != one;
           before = before.next()) {
        if (!equals(before, one)) continue;
        refuse(one, join({shown(one), " is there twice"}));
        break;
      }
    }
    check_count(value, schema.member("minItems"), schema.member("maxItems"));
  }

  void check_count(json::Value value, json::Value least, json::Value most) {
    const auto count = static_cast<double>(count_children(value));
    if (count < least.number_or(0)) {
      refuse(value,
             join({shown(value), " needs at least ", least.text(), " entry"}));
    } else if (count > most.number_or(count)) {
      refuse(value, join({"more than ", most.text(), " entries"}));
    }
  }

  void check_text(json::Value value, json::Value schema, std::string_view text,
                  bool is_name = false) {
    const auto size = static_cast<double>(count_characters(text));
    const auto least = schema.member("minLength");
    const auto most = schema.member("maxLength");
    const auto pattern = schema.member("pattern");
    Text message;
    if (size < least.number_or(0)) {
      message = least.says("1")
                    ? Text("the text is empty")
                    : join({quoted(text), " is too short: at least ",
                            least.text(), " characters"});
    } else if (size > most.number_or(size)) {
      message =
          join({quoted(text), " is longer than ", most.text(), " characters"});
    } else if (pattern.exists() && !matches_pattern(text, pattern.text())) {
      message = join({quoted(text), " does not fit: expected ",
                      schema.member("description").text()});
    }
    if (message.empty()) return;
    is_name ? remarks_.error_at_name(value, code_, std::move(message))
            : refuse(value, std::move(message));
  }

  void check_number(json::Value value, json::Value schema) {
    const double number = value.number_or(0);
    const auto least = schema.member("minimum");
    const auto most = schema.member("maximum");
    if (number < least.number_or(number)) {
      refuse(value, join({shown(value), " is below ", least.text()}));
    } else if (number > most.number_or(number)) {
      refuse(value, join({shown(value), " is above ", most.text()}));
    }
  }

  void check_forms(json::Value value, json::Value schema) {
    const auto forms = schema.member("oneOf");
    if (!forms.exists()) return;
    std::vector<Text> kinds;
    for (auto one = forms.first(); one.exists(); one = one.next()) {
      const auto form = resolve(one);
      const auto type = form.member("type").text();
      const bool fits_type =
          type.empty() ? value.is(Kind::Text) : has_type(value, type);
      if (fits_type && allows_read(value, form)) return check(value, form);
      kinds.push_back(Text(type.empty() ? "a text" : type_words(type)));
    }
    // What is no form at all was remarked on by the schema around the forms.
    if (schema.member("type").exists()) return;
    refuse(value, join({"expected ", list_of(kinds), ", not ", shown(value)}));
  }

  [[nodiscard]] static bool allows_read(json::Value value,
                                        json::Value form) noexcept {
    const auto read = form.member("properties").member("read");
    if (!read.exists()) return true;
    return equals(value.member("read"), read.member("const")) ||
           is_among(value.member("read"), read.member("enum"));
  }

  json::Value definitions_;
  const char* code_;
  Remarks& remarks_;
};

}  // namespace

void check_schema(json::Value value, json::Value schema, const char* code,
                  Remarks& remarks) {
  SchemaCheck(schema, code, remarks).check(value, schema);
}

}  // namespace sluice::inspect
