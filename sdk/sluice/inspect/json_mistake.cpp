#include "sluice/inspect/json_mistake.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";
constexpr std::size_t kMaxShownBytes = 24;

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

bool is_letter(char c) noexcept {
  const char low = lower(c);
  return (low >= 'a' && low <= 'z') || c == '_' || c == '$';
}

json::ReadError error_at(std::string_view text, std::size_t at, Text message) {
  const auto before = text.substr(0, at);
  const auto newline = before.rfind('\n');
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const auto column = newline == std::string_view::npos ? at + 1 : at - newline;
  return {static_cast<std::size_t>(lines) + 1, column, std::move(message)};
}

// Goes through a text until something is there that JSON does not have. Each
// step returns false once a mistake is found.
class Search {
 public:
  explicit Search(std::string_view text) : text_(text) {}

  std::optional<json::ReadError> run() {
    if (text_.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
    (void)whole();
    return std::move(found_);
  }

 private:
  // What has been opened and is not closed yet.
  struct Open {
    std::size_t at;
    char begin;                                  // { or [
    std::size_t comma = std::string_view::npos;  // the last one, if nothing
                                                 // came behind it
  };

  bool whole() {
    if (text_.starts_with("\xff\xfe") || text_.starts_with("\xfe\xff")) {
      return fail("the file is UTF-16; save it as UTF-8");
    }
    if (!skip()) return false;
    if (is_end()) return fail("there is nothing in it");
    if (peek() == '<') return fail("this is HTML or XML, not JSON");
    if (!value(0) || !skip() || is_end()) return false;
    if (peek() == '}' || peek() == ']') {
      return fail(join({bracket(peek()), " too much: everything is closed"}));
    }
    if (peek() == ',') return fail("a comma behind the end");
    return fail(
        "more behind the end: one file has one value, which ends before this");
  }

  bool value(std::size_t depth) {
    const char c = peek();
    if (c == '{' || c == '[') {
      return depth < kMaxDepth && container({at_, c}, depth);
    }
    if (c == '"') return quoted_text();
    if (is_digit(c) || c == '-') return number();
    if (c == '+') return fail("a number has no + before it");
    if (c == '.') return fail("a number begins with a digit: 0.5, not .5");
    if (is_other_quote()) return false;
    if (is_letter(c)) return word();
    return fail(join({shown_here(), " where a value is expected"}));
  }

  bool container(Open open, std::size_t depth) {
    ++at_;
    bool expects_item = true;  // or a comma
    bool is_first = true;
    while (true) {
      const std::size_t behind = at_;
      if (!skip()) return false;
      if (is_end()) return fail_open(open);
      const char c = peek();
      if (c == '}' || c == ']') return close(open);
      if (c == ',' || c == ';') {
        if (c == ';') return fail("a comma separates, not ;");
        if (expects_item) {
          return fail(is_first ? "a comma with nothing before it"
                               : "two commas in a row");
        }
        open.comma = at_++;
        expects_item = true;
        continue;
      }
      if (!expects_item) return fail_separator(open, behind);
      if (open.begin == '{' && !name_and_colon(open)) return false;
      if (!value(depth + 1)) return false;
      open.comma = std::string_view::npos;
      expects_item = is_first = false;
    }
  }

  bool close(const Open& open) {
    const char expected = open.begin == '{' ? '}' : ']';
    if (peek() != expected) {
      return fail(join({bracket(peek()), " closes nothing: the ",
                        bracket(open.begin), " of line ", line_of(open.at),
                        " is open, which ", bracket(expected), " closes"}));
    }
    if (open.comma != std::string_view::npos) {
      at_ = open.comma;
      return fail(join({"a comma before the closing ", bracket(expected)}));
    }
    ++at_;
    return true;
  }

  bool name_and_colon(const Open& open) {
    const std::size_t begin = at_;
    if (peek() != '"') {
      if (is_other_quote()) return false;
      if (is_letter(peek()) || is_digit(peek())) {
        return fail(
            join({"a name needs double quotes: \"", word_here(), "\""}));
      }
      return fail(join({shown_here(),
                        " where a name in double quotes is "
                        "expected"}));
    }
    if (!quoted_text()) return false;
    const auto name = text_.substr(begin, at_ - begin);
    if (!skip()) return false;
    if (is_end()) return fail_open(open);
    if (peek() == '=') return fail("a colon stands behind a name, not =");
    if (peek() != ':') {
      at_ = begin + name.size();
      return fail(join({"a colon is missing behind ", cut(name, 40)}));
    }
    ++at_;
    if (!skip()) return false;
    if (is_end()) return fail_open(open);
    if (peek() == ',' || peek() == '}') {
      return fail(join({"a value is missing behind ", cut(name, 40)}));
    }
    return true;
  }

  bool quoted_text() {
    const std::size_t begin = at_;
    for (++at_; !is_end() && peek() != '"'; ++at_) {
      const char c = peek();
      if (c == '\n' || c == '\r') {
        at_ = begin;
        return fail("a text without its closing quote on this line");
      }
      if (c == '\t') return fail("a tab in a text is written \\t");
      if (static_cast<unsigned char>(c) < 0x20) {
        return fail("a control character in a text");
      }
      if (c == '\\' && !escape()) return false;
    }
    if (is_end()) {
      at_ = begin;
      return fail("a text without its closing quote");
    }
    ++at_;
    return true;
  }

  bool escape() {
    const auto rest = text_.substr(at_ + 1);
    const char c = rest.empty() ? '\0' : rest.front();
    if (c == 'u') {
      for (std::size_t i = 1; i < 5; ++i) {
        const char low = i < rest.size() ? lower(rest[i]) : '\0';
        if (!is_digit(low) && !(low >= 'a' && low <= 'f')) {
          return fail("\\u needs four hexadecimal digits");
        }
      }
    } else if (std::string_view("\"\\/bfnrt").find(c) ==
               std::string_view::npos) {
      return fail(join({"\\", c == '\0' ? "" : rest.substr(0, 1),
                        " is no escape of JSON; a backslash itself is "
                        "written \\\\"}));
    }
    ++at_;
    return true;
  }

  bool number() {
    const std::size_t begin = at_;
    if (peek() == '-') ++at_;
    if (!is_digit(peek())) {
      at_ = begin;
      return fail("a number needs a digit behind -");
    }
    const bool has_zero = peek() == '0';
    const std::size_t first = at_;
    skip_digits();
    if (has_zero && at_ > first + 1) {
      at_ = first;
      return fail("a number does not begin with 0");
    }
    if (peek() == '.') {
      ++at_;
      if (!is_digit(peek())) return fail("a number needs a digit behind .");
      skip_digits();
    }
    if (lower(peek()) == 'e') {
      ++at_;
      if (peek() == '+' || peek() == '-') ++at_;
      if (!is_digit(peek())) return fail("a number needs a digit behind e");
      skip_digits();
    }
    if (!is_letter(peek())) return true;
    at_ = begin;
    return fail(join({"a text needs double quotes: \"", word_here(), "\""}));
  }

  bool word() {
    const auto word = word_here();
    for (const std::string_view known : {"true", "false", "null"}) {
      if (word == known) {
        at_ += word.size();
        return true;
      }
      if (equals_ignoring_case(word, known)) {
        return fail(join({word, " is written ", known, " in JSON"}));
      }
    }
    if (has_exact_word("undefined None NaN Infinity nil", word)) {
      return fail(join({"JSON has no ", word,
                        "; leave the member out, or "
                        "write null"}));
    }
    if (has_exact_word("export module const let var return import", word)) {
      return fail("this is JavaScript, not JSON: a policy is data alone");
    }
    return fail(join({"a text needs double quotes: \"", word, "\""}));
  }

  // Single, typographic and other quotes.
  bool is_other_quote() {
    struct Quote {
      std::string_view bytes;
      const char* message;
    };
    static constexpr const char* kTypographic =
        "a typographic quote, as word processors make them: JSON has \"";
    static constexpr std::array kQuotes = {
        Quote{"'", "single quotes: JSON has double quotes"},
        Quote{"`", "backquotes: JSON has double quotes"},
        Quote{"\xe2\x80\x9c", kTypographic},
        Quote{"\xe2\x80\x9d", kTypographic},
        Quote{"\xe2\x80\x9e", kTypographic},
        Quote{"\xe2\x80\x98", kTypographic},
        Quote{"\xe2\x80\x99", kTypographic},
        Quote{"\xc2\xab", kTypographic},
    };
    for (const auto& [bytes, message] : kQuotes) {
      if (text_.substr(at_).starts_with(bytes)) return !fail(message);
    }
    return false;
  }

  // Over white space; false at a comment.
  bool skip() {
    at_ = std::min(text_.find_first_not_of(kSpace, at_), text_.size());
    const auto rest = text_.substr(at_);
    if (rest.starts_with("//") || rest.starts_with("/*") ||
        rest.starts_with('#')) {
      return fail("comments are not JSON; write a \"note\" instead");
    }
    if (rest.starts_with("\xc2\xa0")) {
      return fail("a no-break space: put a space in its place");
    }
    return true;
  }

  // Something where a comma is expected, behind a value that ended at `behind`.
  bool fail_separator(const Open& open, std::size_t behind) {
    const bool is_behind_text = behind > 0 && text_[behind - 1] == '"';
    if (is_behind_text && at_ == behind && is_letter(peek())) {
      return fail(
          "a quote within a text is written \\\"; or a comma is missing here");
    }
    if (peek() == ':') {
      return fail(open.begin == '['
                      ? Text("a name in a list: only { } has names")
                      : Text("a second colon"));
    }
    at_ = behind;
    return fail(
        join({"a comma is missing behind the ",
              open.begin == '{' ? "member" : "element", " that ends here"}));
  }

  bool fail_open(const Open& open) {
    at_ = open.at;
    return fail(join({"the ", bracket(open.begin), " here is never closed"}));
  }

  bool fail(Text message) {
    if (!found_) found_ = error_at(text_, at_, std::move(message));
    return false;
  }
  bool fail(const char* message) { return fail(Text(message)); }

  [[nodiscard]] bool is_end() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] char peek() const noexcept {
    return is_end() ? '\0' : text_[at_];
  }

  void skip_digits() noexcept {
    while (is_digit(peek())) ++at_;
  }

  [[nodiscard]] std::string_view word_here() const noexcept {
    std::size_t end = at_;
    while (end < text_.size() && end < at_ + kMaxShownBytes &&
           (is_letter(text_[end]) || is_digit(text_[end]) ||
            text_[end] == '-' || text_[end] == '.')) {
      ++end;
    }
    return text_.substr(at_, end - at_);
  }

  [[nodiscard]] Text shown_here() const {
    if (is_end()) return Text("the file ends");
    const auto c = static_cast<unsigned char>(peek());
    if (c < 0x20 || c >= 0x7f) return Text("a strange character");
    return Text(text_.substr(at_, 1));
  }

  [[nodiscard]] Text line_of(std::size_t at) const {
    return count_text(error_at(text_, at, Text()).line);
  }

  static std::string_view bracket(char c) noexcept {
    if (c == '{') return "brace {";
    if (c == '}') return "brace }";
    return c == '[' ? "bracket [" : "bracket ]";
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::optional<json::ReadError> found_;
};

}  // namespace

std::optional<json::ReadError> find_json_mistake(std::string_view text) {
  return Search(text).run();
}

std::optional<json::ReadError> read_json(json::Document& document,
                                         std::string_view text) {
  auto error = document.read(text);
  return error ? std::optional(in_words(text, std::move(*error))) : error;
}

json::ReadError in_words(std::string_view text, json::ReadError error) {
  auto mistake = find_json_mistake(text);
  return mistake ? std::move(*mistake) : std::move(error);
}

}  // namespace sluice::inspect
