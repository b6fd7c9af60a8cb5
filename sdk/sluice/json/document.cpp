#include "sluice/json/document.hpp"

#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/utf8.hpp"
#include "sluice/json/parser.hpp"

namespace sluice::json {
namespace {

std::size_t count_lines(std::string_view text) noexcept {
  std::size_t lines = 1;
  for (const char c : text) lines += c == '\n' ? 1 : 0;
  return lines;
}

// A name as a step of a JSON pointer.
Text escape_step(std::string_view name) {
  Text step;
  for (const char c : name) {
    if (c == '~') step.append("~0");
    if (c == '/') step.append("~1");
    if (c != '~' && c != '/') step.append(c);
  }
  return step;
}

}  // namespace

// Receives the parser's events. Returning false stops it.
class Builder {
 public:
  explicit Builder(Document& document) : document_(document) {}

  bool null() { return add(Kind::Null); }
  bool boolean(bool value) { return add(value ? Kind::True : Kind::False); }
  bool number_integer(NoSigned) { return false; }
  bool number_unsigned(NoUnsigned) { return false; }
  // As written: a price of 19.90 must not become 19.899999999999999.
  bool number_float(double, const std::string& written) {
    return add(Kind::Number) && put(written);
  }
  bool string(std::string& text) { return add(Kind::Text) && put(text); }
  bool binary(Types::binary_t&) { return false; }

  bool key(std::string& name) {
    name_ = keep(name);
    return true;
  }

  bool start_object(std::size_t) { return open(Kind::Object); }
  bool start_array(std::size_t) { return open(Kind::Array); }
  bool end_object() { return close(); }
  bool end_array() { return close(); }

  bool parse_error(std::size_t position, const std::string&,
                   const Types::exception& error) {
    position_ = position;
    const std::string_view reason = error.what();
    if (!reason.empty()) message_ = Text(reason);
    return false;
  }

  [[nodiscard]] ReadError error(std::string_view text) const {
    const auto before = text.substr(0, position_ == 0 ? 0 : position_ - 1);
    const auto newline = before.rfind('\n');
    const auto column = newline == std::string_view::npos
                            ? before.size() + 1
                            : before.size() - newline;
    return {count_lines(before), column, message_};
  }

 private:
  // A container that is not closed yet.
  struct Open {
    std::size_t node;
    std::size_t last_child;  // itself while there is none
  };

  // The text's copy in the document, which has room for all of it: what is
  // unescaped is never longer than what was read.
  std::string_view keep(std::string_view text) {
    const std::size_t at = document_.text_.size();
    document_.text_.append(text);
    return std::string_view(document_.text_).substr(at);
  }

  bool put(std::string_view text) {
    document_.nodes_.back().text = keep(text);
    return true;
  }

  bool add(Kind kind) {
    auto& nodes = document_.nodes_;
    if (nodes.size() == kMaxNodes) return stop("too many values");
    const std::size_t at = nodes.size();
    nodes.push_back({kind, false, 0, name_, {}});
    name_ = {};
    if (depth_ == 0) return true;
    Open& parent = open_[depth_ - 1];
    Node& before = nodes[parent.last_child];
    if (parent.last_child == parent.node) {
      before.has_children = true;
    } else {
      before.next_sibling = static_cast<std::uint32_t>(at - parent.last_child);
    }
    parent.last_child = at;
    return true;
  }

  bool open(Kind kind) {
    if (depth_ == kMaxDepth) return stop("nested too deep");
    if (!add(kind)) return false;
    const std::size_t at = document_.nodes_.size() - 1;
    open_[depth_++] = {at, at};
    return true;
  }

  bool close() {
    --depth_;
    return true;
  }

  bool stop(std::string_view message) {
    message_ = Text(message);
    return false;
  }

  Document& document_;
  std::array<Open, kMaxDepth> open_;
  std::size_t depth_ = 0;
  std::string_view name_;
  std::size_t position_ = 0;
  Text message_{"unexpected token"};
};

Text ReadError::text() const {
  return join({"line ", integer_text(std::uint64_t{line}), ", column ",
               integer_text(std::uint64_t{column}), ": ", message});
}

std::optional<ReadError> Document::read(std::string_view text) {
  nodes_.clear();
  text_.clear();
  text_.reserve(text.size());
  Builder builder(*this);
  Parser parser(Input(text.data(), text.data() + text.size()));
  if (parser.sax_parse(&builder)) return std::nullopt;
  nodes_.clear();
  return builder.error(text);
}

Value Document::root() const noexcept {
  return nodes_.empty() ? Value() : Value(nodes_.data());
}

Value Value::member(std::string_view name) const noexcept {
  if (!is(Kind::Object)) return {};
  Value found;
  for (Value child = first(); child.exists(); child = child.next()) {
    if (child.name() == name) found = child;
  }
  return found;
}

Value Value::member(const char* name) const noexcept {
  return member(std::string_view(name));
}

bool Value::is_set(const char* name) const noexcept {
  return member(name).is(Kind::True);
}

bool Value::says(const char* text) const noexcept {
  return node_->text == std::string_view(text);
}

std::optional<double> Value::number() const noexcept {
  return is(Kind::Number) ? parse_number(text()) : std::nullopt;
}

double Value::number_or(double otherwise) const noexcept {
  return number().value_or(otherwise);
}

Value Value::first() const noexcept {
  return node_->has_children ? Value(node_ + 1) : Value();
}

Value Value::next() const noexcept {
  const auto distance = node_->next_sibling;
  return distance != 0 ? Value(node_ + distance) : Value();
}

Text pointer_to(Value root, Value value) {
  Text pointer;
  while (root != value) {
    // Nodes stand in the order of the text: it is in the last child that does
    // not begin behind it.
    Value holder;
    std::uint64_t children = 0;
    for (Value child = root.first(); child.exists(); child = child.next()) {
      if (value.precedes(child)) break;
      holder = child;
      ++children;
    }
    if (!holder.exists()) return {};
    pointer.append('/');
    pointer.append(root.is(Kind::Array) ? integer_text(children - 1)
                                        : escape_step(holder.name()));
    root = holder;
  }
  return pointer;
}

void mend_surrogates(char* text, std::size_t size) noexcept {
  const std::string_view view(text, size);
  // "\uD8xx" at `at`, high or low by the range of its third digit.
  const auto is_surrogate = [view](std::size_t at, char from, char to) {
    if (at + 6 > view.size() || view[at] != '\\' || view[at + 1] != 'u') {
      return false;
    }
    const char third = lower(view[at + 3]);
    return lower(view[at + 2]) == 'd' && third >= from && third <= to;
  };
  std::size_t at = view.find('\\');
  while (at != std::string_view::npos) {
    const bool high = is_surrogate(at, '8', 'b');
    if (high && is_surrogate(at + 6, 'c', 'f')) {
      at += 12;
    } else if (high || is_surrogate(at, 'c', 'f')) {
      for (std::size_t i = 0; i < 4; ++i) text[at + 2 + i] = "fffd"[i];
      at += 6;
    } else {
      at +=
          2;  // any other escape, "\\" among them: its second half is no start
    }
    at = view.find('\\', at);
  }
}

}  // namespace sluice::json
