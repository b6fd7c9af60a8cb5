#include "sluice/inspect/page.hpp"

#include <utility>

#include "sluice/inspect/iso_time.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {

Text plain(std::string_view text) {
  Text out;
  for (const char c : text) {
    const bool is_control = static_cast<unsigned char>(c) < 0x20 || c == '\x7f';
    out.append(is_control ? ' ' : c);
  }
  return out;
}

Text code(std::string_view name) {
  return join({{&kCodeBegin, 1}, plain(name), {&kCodeEnd, 1}});
}

Text codes(json::Value one_or_more) {
  std::vector<Text> all;
  each_one(one_or_more,
           [&all](json::Value one) { all.push_back(code(one.text())); });
  return and_list(all);
}

Text codes(const std::vector<std::string_view>& names, std::string_view last) {
  std::vector<Text> all;
  for (const auto name : names) all.push_back(code(name));
  return list_of(all, last);
}

Text blank(std::string_view what) {
  return join({{&kBlankBegin, 1}, what, {&kBlankEnd, 1}});
}

Text and_list(const std::vector<Text>& words) {
  return list_of(words, " and ");
}

void Page::list(Cells items) {
  if (items.empty()) return;
  add(Kind::List, {});
  blocks_.back().cells = std::move(items);
}

void Page::table(std::string_view caption, Cells columns,
                 std::vector<Cells> rows) {
  if (rows.empty()) return;
  add(Kind::Table, caption);
  blocks_.back().cells = std::move(columns);
  blocks_.back().rows = std::move(rows);
}

std::optional<Text> page_flaw(json::Value request) {
  const auto as = request.member("as");
  if (as.exists() && !as.says("html") && !as.says("md")) {
    return Text(R"("as" is neither "html" nor "md")");
  }
  const auto date = request.member("date").text();
  if (date.empty() || (date.size() == 10 && read_iso_time(date))) {
    return std::nullopt;
  }
  return join({"the date ", quoted(date), " is no day: expected YYYY-MM-DD"});
}

void Page::add(Kind kind, std::string_view text) {
  blocks_.push_back({kind, Text(text), {}, {}});
}

}  // namespace sluice::inspect
