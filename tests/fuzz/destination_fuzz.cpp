// A description, a config and an answer, and on the lines behind them events.
// Whatever they say, what is made of them is bounded, bodies are as they are
// encoded, and only events that there are can be rejected.
#include <list>

#include "fuzz.hpp"
#include "sluice/base/destination_limits.hpp"
#include "sluice/destination/posting.hpp"
#include "sluice/destination/reply.hpp"
#include "sluice/inspect/answer.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::fuzz {
namespace {

// What is put together may be deeper, or have more in it, than we read.
bool is_json(std::string_view text) {
  json::Document document;
  const auto error = document.read(text);
  return !error || std::string_view(error->message) == "nested too deep" ||
         std::string_view(error->message) == "too many values";
}

void check_posting(const Description& description, const Batch& batch,
                   bool is_leaving) {
  const Posting posting = make_posting(description, batch, 1e12, is_leaving);
  const std::size_t most = kMaxFillBytes * (batch.events.size() + 1);
  // Escaped for an address, a byte takes three.
  require(posting.body.size() <= 3 * most && posting.url.size() <= 3 * most);
  require(posting.headers.empty() || is_json(posting.headers));
  if (posting.fit != Fit::Fits) return;
  const auto root = description.root();
  const bool is_plain =
      !root.member("encoding").exists() && !root.member("batch").exists();
  require(!is_plain || posting.body.empty() || is_json(posting.body));
}

void check_reply(const Description& description, const Batch& batch,
                 std::string_view body) {
  const int status = body.size() % 2 == 0 ? 200 : 400;
  const Reply reply =
      read_reply(description, batch, {status, body.substr(0, 9), body});
  require(reply.lost <= batch.events.size());
  require(reply.rejected.size() <= batch.events.size());
  for (const auto index : reply.rejected) require(index < batch.events.size());
}

void check_tools(std::string_view description) {
  Text request;
  json::Writer out(request);
  out.begin_object()
      .text("ask", "check_destination")
      .text("text", description)
      .end_object();
  require(is_json(inspect::answer(request)));
}

void check(std::string_view text) {
  const auto written = take_line(text);
  const auto config = take_line(text);
  const auto answer = take_line(text);
  json::Document document;
  if (!document.read(written)) check_tools(written);
  Description description;
  if (description.read(written)) return;
  json::Document given;
  (void)given.read(config);
  (void)description.configure(given.root(), "https://c.example", true);
  Batch batch;
  for (int i = 0; i < 5 && !text.empty(); ++i) {
    const auto line = take_line(text);
    if (document.read(line)) continue;
    (void)description.group_of(line);
    batch.events.push_back({Text(line)});
  }
  check_posting(description, batch, false);
  check_posting(description, batch, true);
  check_reply(description, batch, answer);
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
