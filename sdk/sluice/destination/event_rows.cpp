#include "sluice/destination/event_rows.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/base/uuid.hpp"

namespace sluice {
namespace {

// Behind the JSON string at the front of `text`.
std::size_t string_size(std::string_view text) noexcept {
  std::size_t at = 1;
  while (at < text.size() && text[at] != '"') at += text[at] == '\\' ? 2 : 1;
  return std::min(at + 1, text.size());
}

// Behind the JSON value there.
std::size_t value_size(std::string_view text) noexcept {
  std::size_t at = 0;
  int depth = 0;
  while (at < text.size()) {
    const char c = text[at];
    if (c == '"') {
      at += string_size(text.substr(at));
      continue;
    }
    const bool ends = c == '}' || c == ']';
    if (depth == 0 && (ends || c == ',')) break;
    depth += ends ? -1 : c == '{' || c == '[' ? 1 : 0;
    ++at;
  }
  return at;
}

// Takes the name at the front, with its colon, and returns it without quotes.
std::string_view take_name(std::string_view& text) noexcept {
  const auto size = string_size(text);
  const auto name = text.substr(1, size - 2);
  text.remove_prefix(std::min(size + 1, text.size()));
  return name;
}

// Takes the next member of an event off the front of `rest`, which starts
// behind the event's brace: "page":{"url":"...","path":"..."},"utm":...
bool next_member(std::string_view& rest, EventMember& member) noexcept {
  while (!rest.empty() && rest.front() != '"') {
    if (rest.front() == '}') member.group = {};
    rest.remove_prefix(1);
  }
  if (rest.empty()) return false;
  if (member.group.empty()) {
    member.group = take_name(rest);
    rest.remove_prefix(std::min<std::size_t>(1, rest.size()));
  }
  member.name = take_name(rest);
  const auto size = value_size(rest);
  member.value = rest.substr(0, size);
  rest.remove_prefix(size);
  return true;
}

bool is_named(const EventMember& member, std::string_view name) noexcept {
  return member.name == name && member.group == "event";
}

// `event.time`, which stands behind the id.
double find_time(std::string_view rest, EventMember member) noexcept {
  while (next_member(rest, member) && member.group == "event") {
    if (member.name == "time") return parse_number(member.value).value_or(0);
  }
  return 0;
}

// Which fields an event has, as the first and the last of each range of them.
class Shape {
 public:
  void add(std::size_t field) {
    if (text_.empty() || field != next_) {
      if (!text_.empty()) append(next_ - 1);
      append(field);
    }
    next_ = field + 1;
  }

  [[nodiscard]] Text text() {
    if (!text_.empty()) append(next_ - 1);
    return join({"[", text_, "]"});
  }

 private:
  void append(std::size_t field) {
    if (!text_.empty()) text_.append(',');
    text_.append(integer_text(static_cast<double>(field)));
  }

  Text text_;
  std::size_t next_ = 0;
};

}  // namespace

void EventRows::add(std::string_view json) {
  auto rest = json.substr(std::min<std::size_t>(1, json.size()));
  EventMember member;
  Shape shape;
  cells_.clear();
  run_ = 0;
  auto likely = fields_.begin();
  while (next_member(rest, member)) {
    const auto field = find(member, likely);
    likely = std::next(field);
    shape.add(field->number);
    if (field->last.value == member.value && !is_named(member, "time")) {
      ++run_;
      continue;
    }
    field->last.value = member.value;
    end_run();
    cells_.append(',');
    add_cell(member, rest);
  }
  if (!rows_.empty()) rows_.append(',');
  rows_.append('[');
  rows_.append(integer_text(static_cast<double>(number_of(shape.text()))));
  rows_.append(cells_);
  rows_.append(']');
}

void EventRows::write(json::Writer& out) const {
  out.name("fields").begin_array();
  std::string_view group;
  for (const auto& [last, number] : fields_) {
    const bool is_known =
        last.group == group && last.name.find('.') == last.name.npos;
    group = last.group;
    out.raw(is_known ? join({"\"", last.name, "\""})
                     : join({"\"", group, ".", last.name, "\""}));
  }
  out.end_array().name("shapes").begin_array();
  for (const Text& shape : shapes_) out.raw(shape);
  out.end_array().name("events").raw(join({"[", rows_, "]"}));
}

// Mostly events have the same fields in the same order: the one behind the last
// is `likely`.
EventRows::Fields::iterator EventRows::find(const EventMember& member,
                                            Fields::iterator likely) {
  for (std::size_t i = 0; i < fields_.size(); ++i, ++likely) {
    if (likely == fields_.end()) likely = fields_.begin();
    const EventMember& last = likely->last;
    if (last.name == member.name && last.group == member.group) return likely;
  }
  fields_.push_back({{member.group, member.name, {}}, fields_.size()});
  return std::prev(fields_.end());
}

// Ids come before times, and say the same.
void EventRows::add_cell(const EventMember& member, std::string_view rest) {
  const auto value = member.value;
  const bool is_text = value.front() == '"';
  const auto text = is_text ? value.substr(1, value.size() - 2) : value;
  if (is_named(member, "time") && !is_text) {
    const double before_ms = time_ms_;
    time_ms_ = parse_number(value).value_or(before_ms);
    cells_.append(integer_text(time_ms_ - before_ms));
    return;
  }
  bool is_ambiguous = value.front() == '[';
  if (is_named(member, "id")) {
    const Text id = shorten_uuid(text, find_time(rest, member));
    if (!id.empty()) return json::append_quoted(cells_, id);
    is_ambiguous |= is_text && text.size() == kShortUuidSize;
  }
  cells_.append(is_ambiguous ? join({"[", value, "]"}) : Text(value));
}

void EventRows::end_run() {
  if (run_ == 0) return;
  cells_.append(join({",[", integer_text(static_cast<double>(run_)), "]"}));
  run_ = 0;
}

std::size_t EventRows::number_of(Text shape) {
  std::size_t number = 0;
  for (const std::string_view known : shapes_) {
    if (known == std::string_view(shape)) return number;
    ++number;
  }
  shapes_.push_back(std::move(shape));
  return number;
}

}  // namespace sluice
