#include "sluice/destination/filler.hpp"

#include <algorithm>

#include "sluice/base/destination_limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/destination/cast.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

constexpr std::string_view kRows = "$rows";
constexpr std::string_view kMerge = "$merge";

// What stands before the first of `separator` in `text`, which is taken off it
// with the separator.
std::string_view take_until(std::string_view& text, char separator) noexcept {
  const auto end = std::min(text.find(separator), text.size());
  const auto front = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return front;
}

// "$$name" is how a template writes "$name".
std::string_view unescape(std::string_view text) noexcept {
  if (text.starts_with("$$")) text.remove_prefix(1);
  return text;
}

}  // namespace

bool is_path(std::string_view text) noexcept {
  return text.starts_with('$') && !text.starts_with("$$");
}

bool is_operation(std::string_view name) noexcept {
  return is_path(name) && name != kMerge;
}

bool Filler::is_spent() const noexcept { return work_ > kMaxFillBytes; }

bool Filler::write(json::Value form, Text& out) {
  const std::size_t start = out.size();
  const bool is_written = !is_spent() && write_any(form, out);
  work_ += 1 + out.size() - start;
  if (is_written && !is_spent()) return true;
  out.shorten(start);
  return false;
}

Text Filler::text(json::Value form) {
  json::Document room;
  const auto value = find(form, room);
  return value.exists() ? plain_text(value) : Text();
}

json::Value Filler::find(json::Value form, json::Document& room) {
  const auto text = form.text();
  if (form.is(json::Kind::Text)) {
    if (!is_path(text) && unescape(text).size() == text.size()) return form;
    const bool is_plain = text.find('|') == text.npos && text != kRows;
    if (is_path(text) && is_plain) return look_up(text.substr(1));
  }
  Text json;
  if (!write(form, json) || room.read(json)) return {};
  return room.root();
}

bool Filler::write_any(json::Value form, Text& out) {
  if (form.is(json::Kind::Text)) return write_text(form.text(), out);
  if (form.is(json::Kind::Array)) return write_list(form, out);
  if (form.is(json::Kind::Object)) return write_object(form, out);
  if (form.exists()) (void)json::append_value(out, form, kMaxFillBytes);
  return form.exists();
}

bool Filler::write_text(std::string_view text, Text& out) {
  if (!is_path(text)) {
    json::append_quoted(out, unescape(text));
    return true;
  }
  if (text == kRows) {
    out.append(scope_.rows);
    return !scope_.rows.empty();
  }
  text.remove_prefix(1);
  const auto path = take_until(text, '|');
  return cast(look_up(path), text, out);
}

bool Filler::write_list(json::Value list, Text& out) {
  const std::size_t start = out.size();
  for (auto one = list.first(); one.exists(); one = one.next()) {
    const std::size_t before = out.size();
    out.append(before == start ? '[' : ',');
    if (!write(one, out)) out.shorten(before);
  }
  if (out.size() == start) return false;
  out.append(']');
  return true;
}

bool Filler::write_object(json::Value form, Text& out) {
  const auto first = form.first();
  if (is_operation(first.name())) return operate(form, out);
  const std::size_t start = out.size();
  for (auto one = first; one.exists(); one = one.next()) {
    const bool is_first = out.size() == start;
    if (one.name() != kMerge) {
      (void)write_member(unescape(one.name()), one, is_first, out);
    } else {
      merge(form, one, start, out);
    }
  }
  if (out.size() == start) return false;
  out.append('}');
  return true;
}

bool Filler::write_member(std::string_view name, json::Value form,
                          bool is_first, Text& out) {
  const std::size_t before = out.size();
  out.append(is_first ? '{' : ',');
  json::append_quoted(out, name);
  out.append(':');
  if (write(form, out)) return true;
  out.shorten(before);
  return false;
}

// What is written out counts before what is merged, and what is merged before
// what is merged later: JSON with a name twice is read by each in its own way.
void Filler::merge(json::Value form, json::Value sources, std::size_t start,
                   Text& out) {
  Text names;  // ,"a","b": no name has a quote behind a comma in it
  const bool is_list = sources.is(json::Kind::Array);
  for (auto one = is_list ? sources.first() : sources; one.exists();
       one = is_list ? one.next() : json::Value()) {
    json::Document room;
    for (auto member = find(one, room).first(); member.exists();
         member = member.next()) {
      const auto name = member.name();
      const Text escaped = join({name.starts_with('$') ? "$" : "", name});
      Text quoted(",");
      json::append_quoted(quoted, name);
      const bool is_there =
          form.member(escaped).exists() ||
          std::string_view(names).find(quoted) != std::string_view::npos;
      if (is_there || name.empty()) continue;
      names.append(quoted);
      out.append(out.size() == start ? '{' : ',');
      out.append(std::string_view(quoted).substr(1));
      out.append(':');
      (void)json::append_value(out, member, kMaxFillBytes);
    }
  }
}

bool Filler::cast(json::Value value, std::string_view casts, Text& out) {
  json::Document room;
  while (value.exists() && !value.is(json::Kind::Null)) {
    if (casts.empty()) {
      (void)json::append_value(out, value, kMaxFillBytes);
      return true;
    }
    Text step;
    if (!apply_cast(take_until(casts, '|'), value, scope_.now_ms, step)) break;
    work_ += step.size();
    if (casts.empty()) {
      out.append(step);
      return true;
    }
    if (is_spent() || room.read(step)) break;
    value = room.root();
  }
  return false;
}

json::Value Filler::look_up(std::string_view path) const noexcept {
  if (path.empty()) return scope_.event;
  const auto root = take_until(path, '.');
  json::Value value = root == "config" ? scope_.config
                      : root == "row"  ? scope_.row
                      : root == "item" ? item_
                      : root == "key"  ? json::Value(&key_)
                                       : scope_.about.member(root);
  if (!value.exists()) value = scope_.event.member(root);
  while (!path.empty()) value = value.member(take_until(path, '.'));
  return value;
}

}  // namespace sluice
