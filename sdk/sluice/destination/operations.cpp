#include <algorithm>
#include <array>

#include "sluice/base/destination_limits.hpp"
#include "sluice/destination/cast.hpp"
#include "sluice/destination/filler.hpp"
#include "sluice/destination/query.hpp"
#include "sluice/json/writer.hpp"

// What "$if" and its like do, each with the template that it is the first
// member of.
namespace sluice {
namespace {

bool is_nothing(json::Value value) noexcept {
  return !value.exists() || value.is(json::Kind::Null) ||
         value.is(json::Kind::False) ||
         (value.is(json::Kind::Text) && value.text().empty());
}

// Whether `value` is `expected`, or one of a list of those; numbers as they
// are written.
bool is_one_of(json::Value value, json::Value expected) noexcept {
  for (auto one = expected.first(); one.exists(); one = one.next()) {
    if (is_one_of(value, one)) return true;
  }
  for (const auto kind : {json::Kind::Text, json::Kind::Number,
                          json::Kind::True, json::Kind::False}) {
    if (value.is(kind))
      return expected.is(kind) && value.text() == expected.text();
  }
  return false;
}

}  // namespace

bool Filler::operate(json::Value form, Text& out) {
  struct Operation {
    std::string_view name;
    bool (Filler::*run)(json::Value form, Text& out);
  };
  constexpr std::array kOperations = {
      Operation{"$if", &Filler::choose},
      Operation{"$first", &Filler::find_first},
      Operation{"$join", &Filler::join_texts},
      Operation{"$switch", &Filler::choose_case},
      Operation{"$each", &Filler::list_each},
      Operation{"$map", &Filler::map_each},
      Operation{"$concat", &Filler::concatenate},
      Operation{"$query", &Filler::write_query},
      Operation{"$as", &Filler::cast_built},
      Operation{"$keep", &Filler::keep},
  };
  for (const Operation& operation : kOperations) {
    if (operation.name == form.first().name()) {
      return (this->*operation.run)(form, out);
    }
  }
  return false;
}

bool Filler::is_there(json::Value form) {
  json::Document room;
  return !is_nothing(find(form, room));
}

bool Filler::holds(json::Value condition) {
  if (!condition.is(json::Kind::Object)) return is_there(condition);
  const auto expected = condition.member("$is");
  if (!expected.exists()) return is_there(condition.first());
  json::Document room;
  return is_one_of(find(condition.first(), room), expected);
}

bool Filler::choose(json::Value form, Text& out) {
  return write(form.member(holds(form) ? "$then" : "$else"), out);
}

bool Filler::find_first(json::Value form, Text& out) {
  for (auto one = form.first().first(); one.exists(); one = one.next()) {
    if (write(one, out)) return true;
  }
  return false;
}

bool Filler::join_texts(json::Value form, Text& out) {
  Text joined;
  for (auto one = form.first().first(); one.exists(); one = one.next()) {
    json::Document room;
    const auto value = find(one, room);
    if (!value.exists()) return false;
    joined.append(plain_text(value));
  }
  json::append_quoted(out, joined);
  return true;
}

bool Filler::choose_case(json::Value form, Text& out) {
  const auto cases = form.member("$cases");
  auto found = cases.member(text(form.first()));
  if (!found.exists()) found = cases.member("*");
  return write(found, out);
}

bool Filler::write_each(json::Value form, bool is_map, Text& out) {
  json::Document room;
  const auto list = find(form.first(), room);
  const auto to = form.member("$to");
  const json::Value outer_item = item_;
  const json::Node outer_key = key_;
  const std::size_t start = out.size();
  for (auto one = list.first(); one.exists() && !is_spent(); one = one.next()) {
    item_ = one;
    key_.kind = json::Kind::Text;
    key_.text = one.name();
    const std::size_t before = out.size();
    if (is_map) {
      (void)write_member(one.name(), to, before == start, out);
    } else {
      out.append(before == start ? '[' : ',');
      if (!write(to, out)) out.shorten(before);
    }
  }
  item_ = outer_item;
  key_ = outer_key;
  if (out.size() == start) return false;
  out.append(is_map ? '}' : ']');
  return true;
}

bool Filler::concatenate(json::Value form, Text& out) {
  const std::size_t start = out.size();
  for (auto list = form.first().first(); list.exists(); list = list.next()) {
    json::Document room;
    const auto found = find(list, room);
    const bool is_list = found.is(json::Kind::Array);
    for (auto one = is_list ? found.first() : found; one.exists();
         one = is_list ? one.next() : json::Value()) {
      out.append(out.size() == start ? '[' : ',');
      (void)json::append_value(out, one, kMaxFillBytes);
    }
  }
  if (out.size() == start) return false;
  out.append(']');
  return true;
}

bool Filler::write_query(json::Value form, Text& out) {
  json::Document room;
  const Text query = query_text(find(form.first(), room));
  if (query.empty()) return false;
  json::append_quoted(out, query);
  return true;
}

bool Filler::list_each(json::Value form, Text& out) {
  return write_each(form, false, out);
}

bool Filler::map_each(json::Value form, Text& out) {
  return write_each(form, true, out);
}

bool Filler::cast_built(json::Value form, Text& out) {
  json::Document room;
  const auto value = find(form.member("$value"), room);
  return cast(value, form.first().text(), out);
}

bool Filler::keep(json::Value form, Text& out) {
  if (!write(form.first(), out)) out.append("{}");
  return true;
}

}  // namespace sluice
