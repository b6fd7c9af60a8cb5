#include "sluice/destination/json_batch.hpp"

#include <cmath>

#include "sluice/base/limits.hpp"
#include "sluice/delivery/stored_batch.hpp"
#include "sluice/destination/event_rows.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// How far the visitor's clock was set on since each event, if it was.
void write_clock(json::Writer& out, const Batch& batch, double clock_ms) {
  bool was_set = false;
  for (const auto& event : batch.events) {
    was_set |= std::abs(clock_ms - event.clock_ms) >= kMinClockStepMs;
  }
  if (!was_set) return;
  out.name("clock").begin_array();
  for (const auto& event : batch.events) {
    out.integer(clock_ms - event.clock_ms);
  }
  out.end_array();
}

}  // namespace

Text write_json_batch(const Batch& batch, std::string_view policy, Moment now) {
  EventRows rows(now.wall_ms);
  for (const auto& event : batch.events) rows.add(event.json);
  Text body;
  json::Writer out(body);
  out.begin_object()
      .integer("sluice", 2)
      .text("batch", batch.id)
      .integer("sent_at", now.wall_ms)
      .text("policy", policy);
  rows.write(out);
  write_clock(out, batch, now.clock_ms);
  write_losses(out, batch.losses);
  out.end_object();
  return body;
}

std::size_t measure_json_batch(const Batch& batch, Moment now) {
  return write_json_batch(batch, {}, now).size() + kMaxEnvelopeBytes;
}

Answer read_answer(int status) noexcept {
  if (status >= 200 && status < 300) return Answer::Taken;
  if (status >= 500) return Answer::Failed;
  switch (status) {
    case 0:
    case 408:
    case 425:
    case 429:
      return Answer::TryLater;
    case 413:
      return Answer::TooLarge;
    case 400:
    case 422:
      return Answer::BadEvents;
    default:
      return Answer::Refused;
  }
}

bool is_refusal(int status) noexcept {
  return status >= 400 && status < 500 &&
         read_answer(status) != Answer::TryLater;
}

}  // namespace sluice
