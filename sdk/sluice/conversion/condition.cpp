#include "sluice/conversion/condition.hpp"

#include <array>

#include "sluice/base/strings.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/conversion/money.hpp"

namespace sluice {
namespace {

using json::Kind;

// A member of a condition that speaks of events of some names.
struct Shorthand {
  std::string_view name;
  std::string_view events;
  std::string_view path;  // of a number that has to be reached; or empty
};

constexpr std::array<Shorthand, 5> kShorthands = {{
    {"click", "click outbound_click file_download", {}},
    {"form", "form_submit", {}},
    {"scroll", "scroll", "scroll.depth"},
    {"engaged", "engagement", "engagement.total"},
    {"video", "video_progress video_complete", "video.percent"},
}};

std::string_view bool_text(json::Value value) noexcept {
  return value.is(Kind::True) ? "true" : "false";
}

// A text is a glob, numbers are the same in any spelling.
bool equals(std::string_view found, json::Value value) {
  if (value.is_bool()) return found == bool_text(value);
  if (!value.is(Kind::Number)) return matches_wildcards(found, value.text());
  const auto number = read_amount(found);
  return number && number == read_amount(value.text());
}

bool equals_any(std::string_view found, json::Value values) {
  if (!values.is(Kind::Array)) return equals(found, values);
  auto one = values.first();
  while (one.exists() && !equals(found, one)) one = one.next();
  return one.exists();
}

// How `found` stands to a bound: below 0, 0 or above 0. None where one is no
// number.
std::optional<int> compare(std::string_view found, json::Value bound) {
  const auto a = read_amount(found);
  const auto b = read_amount(bound.text());
  if (!a || !b) return std::nullopt;
  return *a < *b ? -1 : *a > *b;
}

// Without the field only "not" holds.
bool holds_part(std::string_view found, json::Value part) {
  const auto name = part.name();
  if (name == "not") return found.empty() || !equals_any(found, part);
  if (found.empty()) return false;
  if (name == "is") return equals_any(found, part);
  const auto order = compare(found, part);
  return order && (name == "atLeast" ? *order >= 0 : *order <= 0);
}

// A test of "where".
bool holds(std::string_view found, json::Value test) {
  if (!test.is(Kind::Object)) {
    return !found.empty() && equals_any(found, test);
  }
  auto part = test.first();
  while (part.exists() && holds_part(found, part)) part = part.next();
  return !part.exists();
}

class Match {
 public:
  Match(const Fields& fields, ConditionUse use, Witness* witness)
      : fields_(fields), use_(use), witness_(witness) {}

  // Whether `test` says so of a value, or of an element of a list.
  bool any(json::Value one_or_more, bool (Match::*test)(json::Value)) {
    if (!one_or_more.is(Kind::Array)) return (this->*test)(one_or_more);
    auto one = one_or_more.first();
    while (one.exists() && !(this->*test)(one)) one = one.next();
    return one.exists();
  }

  bool fits(json::Value condition) {
    if (condition.is(Kind::Text)) return see_event(condition);
    const auto event = condition.member("event");
    // The name first: it is what most events fail.
    if (event.exists() ? !see_event(event) : !fits_names(condition)) {
      return false;
    }
    bool all = true;
    for (auto one = condition.first(); one.exists(); one = one.next()) {
      if (one.name() == "url") all = any(one, &Match::see_url) && all;
      if (one.name() == "where") all = see_where(one) && all;
      for (const Shorthand& known : kShorthands) {
        if (known.name == one.name()) all = see_short(known, one) && all;
      }
    }
    return all;
  }

 private:
  bool see(json::Value rule, std::string_view path, std::string_view found,
           bool holds) {
    if (witness_ != nullptr) witness_->see(rule, path, found, holds);
    return holds;
  }

  [[nodiscard]] std::string_view name() const noexcept {
    return fields_.text("event.name");
  }

  bool see_event(json::Value names) {
    return see(names, "event.name", name(), equals_any(name(), names));
  }

  // What a condition without "event" says of the event's name.
  bool fits_names(json::Value condition) {
    bool all = true;
    bool speaks_of_event = false;
    for (const Shorthand& known : kShorthands) {
      const auto rule = condition.member(known.name);
      if (!rule.exists()) continue;
      speaks_of_event = true;
      if (has_exact_word(known.events, name())) continue;
      all = see(rule, "event.name", name(), false);
    }
    const auto url = condition.member("url");
    const bool is_view = name() == "page_view";
    if (!speaks_of_event && url.exists() && use_ == ConditionUse::Rule &&
        !is_view) {
      all = see(url, "event.name", name(), false);
    }
    return all;
  }

  // A path where the pattern is one, otherwise an address.
  bool see_url(json::Value pattern) {
    const bool is_path = pattern.text().starts_with('/');
    return see_glob(pattern, is_path ? "page.path" : "page.url");
  }

  bool see_short(const Shorthand& known, json::Value rule) {
    if (known.name == "click") return any(rule, &Match::see_click);
    if (known.name == "form") return any(rule, &Match::see_form);
    const auto found = fields_.text(known.path);
    const auto number = read_amount(found);
    double least = rule.number_or(0);
    if (rule.is(Kind::Text)) least = duration_ms(rule, 0);
    const bool holds =
        number && static_cast<double>(number->millionths) >= least * 1e6;
    return see(rule, known.path, found, holds);
  }

  bool see_glob(json::Value glob, const char* path) {
    const auto found = fields_.text(path);
    return see(glob, path, found, !found.empty() && equals(found, glob));
  }

  // "#buy" is the id, wherever the selector begins; "#menu > a" is a selector.
  bool see_click(json::Value glob) {
    const auto text = glob.text();
    const bool is_path = text.find('>') != std::string_view::npos;
    const bool is_id = text.starts_with('#') && !is_path;
    return is_id ? see_id(glob, "click.id") : see_glob(glob, "click.selector");
  }

  // "#contact" is the id, "contact" the id or the name.
  bool see_form(json::Value glob) {
    if (glob.text().starts_with('#')) return see_id(glob, "form.id");
    return see_glob(glob, "form.id") || see_glob(glob, "form.name");
  }

  // `glob` is an id behind a '#'.
  bool see_id(json::Value glob, const char* path) {
    const auto found = fields_.text(path);
    return see(
        glob, path, found,
        !found.empty() && matches_wildcards(found, glob.text().substr(1)));
  }

  bool see_where(json::Value tests) {
    bool all = true;
    for (auto test = tests.first(); test.exists(); test = test.next()) {
      const auto found = fields_.text(test.name());
      all = see(test, test.name(), found, holds(found, test)) && all;
    }
    return all;
  }

  const Fields& fields_;
  ConditionUse use_;
  Witness* witness_;
};

}  // namespace

bool fits_any(json::Value conditions, const Fields& fields, ConditionUse use,
              Witness* witness) {
  return Match(fields, use, witness).any(conditions, &Match::fits);
}

bool matches_wildcards(std::string_view text, std::string_view glob) noexcept {
  std::size_t at = 0;
  std::size_t in_glob = 0;
  // Behind the last '*' and where the text went on from it: what it stands for
  // is made longer until the rest fits.
  std::size_t star = std::string_view::npos;
  std::size_t from = 0;
  while (at < text.size()) {
    if (in_glob < glob.size() && glob[in_glob] == '*') {
      star = ++in_glob;
      from = at;
    } else if (in_glob < glob.size() && glob[in_glob] == text[at]) {
      ++in_glob;
      ++at;
    } else if (star != std::string_view::npos) {
      in_glob = star;
      at = ++from;
    } else {
      return false;
    }
  }
  return glob.find_first_not_of('*', in_glob) == std::string_view::npos;
}

}  // namespace sluice
