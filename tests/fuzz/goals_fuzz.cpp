// Goals, and on the lines behind them facts. Whatever they say, the actions and
// what is sent are JSON, and a page leaves a goal out exactly where the command
// line finds an error.
#include "fuzz.hpp"
#include "sluice/conversion/goals.hpp"
#include "sluice/inspect/answer.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice::fuzz {
namespace {

Text start_fact(std::string_view goals) {
  Text fact;
  json::Writer out(fact);
  out.begin_object()
      .text("fact", "start")
      .integer("wall", 1)
      .integer("mono", 1)
      .text("seed", "0123456789abcdef0123456789abcdef")
      .text("url", "https://shop.example/a?utm_source=b")
      .name("config")
      .begin_object()
      .text("endpoint", "https://own.example/c")
      .text("goals", goals)
      .end_object()
      .end_object();
  return fact;
}

bool finds_errors(std::string_view goals) {
  Text request;
  json::Writer out(request);
  out.begin_object()
      .text("ask", "check_goals")
      .text("text", goals)
      .end_object();
  json::Document answer;
  require(!answer.read(inspect::answer(request)));
  return answer.root().member("errors").number().value_or(1) != 0;
}

bool leaves_some_out(std::string_view goals) {
  Text text;
  json::Writer out(text);
  out.begin_object().text("goals", goals).end_object();
  json::Document document;
  if (document.read(text)) return true;  // bytes that are no UTF-8
  Goals read;
  Mistakes mistakes;
  const auto error = read.read(document.root().member("goals"), mistakes);
  return error || !mistakes.empty();
}

void take(Tracker& tracker, std::string_view fact) {
  Text text(fact);
  (void)tracker.take(text.data(), text.size());
  std::string_view lines = tracker.actions().text();
  while (!lines.empty()) {
    const auto end = lines.find('\n');
    require(end != std::string_view::npos);
    json::Document action;
    require(!action.read(lines.substr(0, end)));
    const auto root = action.root();
    json::Document body;
    const bool sends = root.member("action").says("send");
    require(!sends || !body.read(root.member("body").text()));
    lines.remove_prefix(end + 1);
  }
}

void check(std::string_view text) {
  const auto goals = take_line(text);
  require(leaves_some_out(goals) == finds_errors(goals));
  Tracker tracker;
  take(tracker, start_fact(goals));
  for (int i = 0; i < 20 && !text.empty(); ++i) take(tracker, take_line(text));
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
