#include "sluice/destination/reply.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/destination/cast.hpp"
#include "sluice/destination/filler.hpp"
#include "sluice/destination/json_batch.hpp"
#include "sluice/destination/posting.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// {"answer": {"status", "header", "body"}}; a body that is no JSON as text.
Text about_answer(const Said& said) {
  Text text;
  json::Writer out(text);
  out.begin_object().name("answer").begin_object();
  out.integer("status", said.status).text("header", said.header);
  json::Document document;
  const bool is_json = !document.read(said.body);
  is_json ? out.name("body").raw(said.body) : out.text("body", said.body);
  out.end_object().end_object();
  return text;
}

// 200, "2xx", or a list of these.
bool has_status(json::Value expected, int status) noexcept {
  for (auto one = expected.first(); one.exists(); one = one.next()) {
    if (has_status(one, status)) return true;
  }
  const auto text = expected.text();
  const bool is_class = text.size() == 3 && text.ends_with("xx");
  return is_class ? text[0] - '0' == status / 100
                  : !text.empty() && expected.number() == status;
}

json::Value find_rule(json::Value rules, const Said& said, Filler& filler) {
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    const auto status = rule.member("status");
    if (status.exists() && !has_status(status, said.status)) continue;
    const auto when = rule.member("when");
    if (!when.exists() || filler.holds(when)) return rule;
  }
  return {};
}

// Whether `text` is one of the texts and numbers in `value`, however deep.
bool names(json::Value value, std::string_view text) noexcept {
  const bool is_list =
      value.is(json::Kind::Array) || value.is(json::Kind::Object);
  if (!is_list) return value.exists() && value.text() == text;
  for (auto one = value.first(); one.exists(); one = one.next()) {
    if (names(one, text)) return true;
  }
  return false;
}

// The events of which a row is named by its index in the request, or by the id
// that the collector deduplicates by.
std::list<std::size_t> find_events(const Description& description,
                                   const Batch& batch, json::Value named) {
  std::list<std::size_t> found;
  std::size_t index = 0;
  std::uint64_t row = 0;
  for (const QueuedEvent& queued : batch.events) {
    json::Document event;
    (void)event.read(queued.json);
    Text rows;
    const int count =
        std::max(append_rows(description, event.root(), {}, 0, ',', rows), 0);
    Filler filler({.config = description.config(), .event = event.root()});
    const Text id = filler.text(description.root().member("dedupe"));
    bool is_named = !id.empty() && names(named, id);
    for (int i = 0; i < count; ++i) {
      is_named = names(named, integer_text(row++)) || is_named;
    }
    if (is_named) found.push_back(index);
    ++index;
  }
  return found;
}

}  // namespace

bool wants_answer(const Description& description) noexcept {
  return description.root().member("answers").first().exists();
}

Reply read_reply(const Description& description, const Batch& batch,
                 const Said& said) {
  Reply reply;
  reply.answer = read_answer(said.status);
  if (!wants_answer(description)) return reply;
  json::Document about;
  (void)about.read(about_answer(said));
  Filler filler({.config = description.config(), .about = about.root()});
  const auto rule =
      find_rule(description.root().member("answers"), said, filler);
  const auto then = rule.member("then").text();
  auto words = kAnswerNames;
  for (int answer = 0; !words.empty(); ++answer) {
    if (next_word(words) == then) reply.answer = static_cast<Answer>(answer);
  }
  json::Document room;
  const auto rejected = filler.find(rule.member("rejected"), room);
  if (rejected.exists()) {
    reply.rejected = find_events(description, batch, rejected);
  }
  const auto lost = parse_number(filler.text(rule.member("lost")));
  reply.lost = static_cast<std::size_t>(
      std::min(std::max(lost.value_or(0), 0.0),
               static_cast<double>(batch.events.size())));
  return reply;
}

}  // namespace sluice
