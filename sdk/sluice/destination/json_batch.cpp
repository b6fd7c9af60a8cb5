#include "sluice/destination/json_batch.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/delivery/stored_batch.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

Text write_json_batch(const Batch& batch, std::string_view policy,
                      double sent_wall_ms) {
  Text body;
  body.reserve(bytes_of(batch.events) + kMaxEnvelopeBytes);
  json::Writer out(body);
  out.begin_object()
      .integer("sluice", 1)
      .text("batch", batch.id)
      .integer("sent_at", sent_wall_ms)
      .text("policy", policy)
      .name("events")
      .begin_array();
  for (const auto& event : batch.events) out.raw(event.json);
  out.end_array();
  write_losses(out, batch.losses);
  out.end_object();
  return body;
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

}  // namespace sluice
