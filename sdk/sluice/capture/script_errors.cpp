#include "sluice/capture/script_errors.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/scrub.hpp"

namespace sluice {
namespace {

constexpr std::string_view kQuotes = "\"'`";
constexpr std::string_view kDigits = "0123456789";
// What ends a word.
constexpr std::string_view kBreaks = " \t\r\n\"'`<>(),;";

bool is_letter(char c) noexcept { return lower(c) >= 'a' && lower(c) <= 'z'; }

// The text in quotes that `text` begins with; empty where it does not. A quote
// behind a letter is an apostrophe.
std::string_view quoted(std::string_view text, char before) noexcept {
  if (kQuotes.find(text.front()) == std::string_view::npos ||
      is_letter(before)) {
    return {};
  }
  const auto end = text.find(text.front(), 1);
  // Where the message was cut in the middle of it, all of the rest.
  return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

void mask_digits(Text& masked, std::string_view word) {
  while (!word.empty()) {
    const auto start = std::min(word.find_first_of(kDigits), word.size());
    masked.append(word.substr(0, start));
    word.remove_prefix(start);
    const auto end = std::min(word.find_first_not_of(kDigits), word.size());
    if (end > 0) masked.append('#');
    word.remove_prefix(end);
  }
}

void mask_word(Text& masked, std::string_view word) {
  if (word.find("://") != std::string_view::npos) {
    masked.append("url");
  } else if (word.find('@') != std::string_view::npos) {
    masked.append('@');
  } else {
    mask_digits(masked, word);
  }
}

}  // namespace

Text mask_message(std::string_view message) {
  message = cut(message, kMaxTextBytes);
  Text masked;
  char before = ' ';
  while (!message.empty()) {
    auto part = quoted(message, before);
    if (!part.empty()) {
      masked.append("'...'");
    } else if (kBreaks.find(message.front()) != std::string_view::npos) {
      part = message.substr(0, 1);
      masked.append(part);
    } else {
      part = message.substr(0, message.find_first_of(kBreaks));
      mask_word(masked, part);
    }
    before = part.back();
    message.remove_prefix(part.size());
  }
  return Text(cut(masked, kMaxErrorBytes));
}

Status ScriptErrors::take(json::Value fact, Captures& captures) {
  const Text message = mask_message(fact.member("message").text());
  const Text source = keep_address(fact.member("source").text());
  const auto line = fact.member("line");
  Text key = join({source, " ", line.text(), " ", message});
  const std::string_view same = key;
  const bool is_told =
      std::any_of(told_.begin(), told_.end(),
                  [same](const Text& told) { return same == told; });
  if (is_told || told_.size() == kMaxErrors) return Status::NotCounted;
  told_.push_back(std::move(key));
  Fields& fields = capture(captures, "error");
  fields.add_text("error.kind", fact.member("kind").says("rejection")
                                    ? "rejection"
                                    : "exception");
  fields.add_present("error.message", message);
  fields.add_present("error.source", source);
  if (line.number()) fields.add_integer("error.line", *line.number());
  const auto column = fact.member("column").number();
  if (column) fields.add_integer("error.column", *column);
  return Status::Ok;
}

}  // namespace sluice
