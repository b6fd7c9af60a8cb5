#include "sluice/session/record.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"
#include "sluice/campaign/campaign.hpp"

namespace sluice {
namespace {

// The record's time of that name; -1 if it is not a valid one.
double read_time(json::Value record, std::string_view name, double now_ms) {
  const double time_ms = record.member(name).number_or(-1);
  return time_ms <= now_ms + kClockSlackMs ? time_ms : -1;
}

std::string_view read_id(json::Value record) noexcept {
  const auto id = record.member("id").text();
  return is_uuid(id) ? id : std::string_view();
}

}  // namespace

void write_visitor(json::Writer& out, const Visitor& visitor) {
  out.begin_object()
      .text("id", visitor.id)
      .integer("created", visitor.created_ms)
      .end_object();
}

Visitor read_visitor(json::Value record, double now_ms) {
  const auto id = read_id(record);
  const double created_ms = read_time(record, "created", now_ms);
  const bool expired = now_ms - created_ms > kVisitorMaxMs;
  if (id.empty() || created_ms < 0 || expired) return {};
  return {Text(id), created_ms};
}

void write_session(json::Writer& out, const Session& session,
                   const Fields& campaign) {
  out.begin_object()
      .text("id", session.id)
      .integer("started", session.started_ms)
      .integer("active", session.active_ms);
  write_campaign(out, campaign);
  out.end_object();
}

Session read_session(json::Value record, double now_ms, std::string_view own) {
  const auto id = read_id(record);
  const double started_ms = read_time(record, "started", now_ms);
  const double active_ms = read_time(record, "active", now_ms);
  if (id.empty() || started_ms < 0 || active_ms < 0) return {};
  return {Text(id), started_ms, active_ms, read_campaign(record, own)};
}

}  // namespace sluice
