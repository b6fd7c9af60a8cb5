#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/random.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/destination/json_batch.hpp"
#include "sluice/destination/posting.hpp"
#include "sluice/destination/reply.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/source.hpp"

namespace sluice::inspect {
namespace {

std::string_view name_of(Answer answer) noexcept {
  auto words = kAnswerNames;
  for (auto i = static_cast<int>(answer); i > 0; --i) (void)next_word(words);
  return next_word(words);
}

void write_posting(const Posting& posting, const Batch& batch,
                   json::Writer& out) {
  out.begin_object().text("method", posting.type.empty() ? "GET" : "POST");
  out.text("url", posting.url);
  if (!posting.type.empty()) out.text("type", posting.type);
  if (!posting.headers.empty()) out.name("headers").raw(posting.headers);
  if (!posting.gzip.empty()) out.name("gzip").raw(posting.gzip);
  out.text("body", posting.body)
      .integer("events", static_cast<double>(batch.events.size()))
      .name("ids")
      .begin_array();
  for (const QueuedEvent& queued : batch.events) {
    json::Document event;
    (void)event.read(queued.json);
    out.text(event.root().member("event").member("id").text());
  }
  out.end_array().end_object();
}

void write_reply(const Reply& reply, int status, json::Writer& out) {
  out.name("reply").begin_object();
  out.text("then", name_of(reply.answer));
  out.boolean("refused", is_refusal(status));
  out.name("rejected").begin_array();
  for (const auto index : reply.rejected) {
    out.integer(static_cast<double>(index));
  }
  out.end_array();
  out.integer("lost", static_cast<double>(reply.lost)).end_object();
}

// The requests as a page would make them, all at once.
class Preview {
 public:
  explicit Preview(const Description& description)
      : description_(description) {}

  // False for an event that the collector does not get.
  bool add(json::Value event) {
    Text text(event.text());
    if (text.empty()) (void)json::append_value(text, event, kMaxFactBytes);
    json::Document document;
    if (document.read(text)) return false;
    const auto name = document.root().member("event").member("name").text();
    if (!description_.form_for(name).exists()) return false;
    Text rows;
    if (append_rows(description_, document.root(), {}, 0, ',', rows) == 0) {
      return false;
    }
    QueuedEvent queued{std::move(text)};
    queued.group = description_.group_of(queued.json);
    return outbox_.push(std::move(queued), 0);
  }

  void write(json::Value request, json::Writer& out) {
    outbox_.limits = description_.limits();
    const Moment now{request.member("time").number().value_or(0), 0};
    const bool is_leaving = request.member("leaving").is(json::Kind::True);
    Random random;
    (void)random.seed(request.member("seed").text());
    out.name("requests").begin_array();
    const auto answer = request.member("answer");
    const Said said{
        static_cast<int>(answer.member("status").number().value_or(0)),
        answer.member("header").text(), answer.member("body").text()};
    Reply reply;
    while (const auto next =
               outbox_.next_request(Urgency::Exit, now, 0, false, random)) {
      const Batch& batch = *next->batch;
      const Posting posting =
          make_posting(description_, batch, now.wall_ms, is_leaving);
      if (posting.fit == Fit::TooLarge || is_above_limit(posting, batch)) {
        large_ += outbox_.shrink(batch.number, now, random);
        continue;
      }
      if (posting.fit == Fit::Fits) write_posting(posting, batch, out);
      reply = read_reply(description_, batch, said);
      (void)outbox_.settle(batch.number, Answer::Taken, {}, now, random);
    }
    out.end_array();
    if (answer.exists()) write_reply(reply, said.status, out);
    if (large_ > 0) out.integer("too_large", static_cast<double>(large_));
  }

 private:
  const Description& description_;
  Outbox outbox_;
  std::size_t large_ = 0;
};

}  // namespace

void preview_destination(json::Value request, json::Writer& out) {
  Description description;
  const auto text = request.member("description").text();
  if (const auto error = description.read(text)) {
    return write_error(error_text("the description", in_words(text, *error)),
                       out);
  }
  const auto missing = description.configure(request.member("config"),
                                             request.member("endpoint").text(),
                                             request.is_set("gzip"));
  if (!missing.empty()) {
    return write_error(join({"the description needs \"", missing, "\""}), out);
  }
  Preview preview(description);
  double left_out = 0;
  auto event = request.member("events").first();
  for (; event.exists(); event = event.next()) {
    if (!preview.add(event)) ++left_out;
  }
  out.begin_object();
  preview.write(request, out);
  out.integer("left_out", left_out);
  const auto secret = description.given_secret();
  if (!secret.empty()) out.text("secret", secret);
  out.end_object();
}

}  // namespace sluice::inspect
