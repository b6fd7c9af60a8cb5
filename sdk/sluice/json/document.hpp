#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"

namespace sluice::json {

enum class Kind : std::uint8_t {
  Absent,  // there is no such value
  Null,
  False,
  True,
  Number,
  Text,
  Array,
  Object
};

// One value of a Document.
struct Node {
  Kind kind = Kind::Absent;
  bool has_children = false;       // the first one is the node behind it
  std::uint32_t next_sibling = 0;  // nodes from here; 0: the last one
  std::string_view name;           // of a member
  std::string_view text;           // unescaped, or a number as written
};

inline constexpr Node kAbsent;

// A value in a Document; a pointer to pass by copy, valid until the document is
// read again. A default one is absent: every question about it has the empty
// answer, so that chains of member() need no checks.
class Value {
 public:
  Value() = default;
  explicit Value(const Node* node) noexcept : node_(node) {}

  [[nodiscard]] bool exists() const noexcept { return !is(Kind::Absent); }
  [[nodiscard]] bool is(Kind kind) const noexcept {
    return node_->kind == kind;
  }
  [[nodiscard]] bool is_bool() const noexcept {
    return is(Kind::True) || is(Kind::False);
  }

  // The last member of that name, as JSON.parse reads equal names. A literal
  // is passed as a pointer, here and below: a view costs 14 bytes more a call.
  [[nodiscard]] Value member(std::string_view name) const noexcept;
  [[nodiscard]] Value member(const char* name) const noexcept;

  // Whether the member of that name is `true`.
  [[nodiscard]] bool is_set(const char* name) const noexcept;

  // Whether it is this text.
  [[nodiscard]] bool says(const char* text) const noexcept;

  // Text unescaped; a number as it was written. Empty for other kinds.
  [[nodiscard]] std::string_view text() const noexcept { return node_->text; }
  // The number; none for other kinds.
  [[nodiscard]] std::optional<double> number() const noexcept;
  [[nodiscard]] double number_or(double otherwise) const noexcept;

  // Children of arrays and objects in order:
  //   for (Value v = value.first(); v.exists(); v = v.next()) ... v.name() ...
  [[nodiscard]] Value first() const noexcept;
  [[nodiscard]] Value next() const noexcept;
  // Whether both are the same value of the same document.
  bool operator==(const Value&) const = default;
  // Whether it begins before another one of the same document.
  [[nodiscard]] bool precedes(Value other) const noexcept {
    return node_ < other.node_;
  }

  // Name of a member; empty for elements.
  [[nodiscard]] std::string_view name() const noexcept { return node_->name; }

 private:
  const Node* node_ = &kAbsent;
};

// Where and why a text is not the JSON we take. `line` and `column` count
// from 1, the column in bytes.
struct ReadError {
  std::size_t line = 1;
  std::size_t column = 1;
  Text message;

  [[nodiscard]] Text text() const;  // "line 1, column 2: unexpected token"
};

// A parsed text: nodes in one array, all text in another, both reused from one
// read to the next, so that a fact costs no allocation once they have grown.
class Document {
 public:
  Document() = default;
  // Values point into it.
  Document(const Document&) = delete;
  Document& operator=(const Document&) = delete;

  // Parses `text`. An error leaves the document empty. Refused besides bad
  // JSON and bad UTF-8: nesting above kMaxDepth, more than kMaxNodes values.
  [[nodiscard]] std::optional<ReadError> read(std::string_view text);

  // The top value; absent before the first read and after a failed one.
  [[nodiscard]] Value root() const noexcept;

 private:
  friend class Builder;

  std::vector<Node> nodes_;
  Text text_;
};

// The JSON pointer (RFC 6901) of a value under `root`; empty if it isn't there.
[[nodiscard]] Text pointer_to(Value root, Value value);

// JSON.stringify writes a lone UTF-16 surrogate as an escape (\ud800), which
// is no text at all. Each becomes \ufffd in place.
// https://tc39.es/ecma262/#sec-unicodeescape
void mend_surrogates(char* text, std::size_t size) noexcept;

}  // namespace sluice::json
