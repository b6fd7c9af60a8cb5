#include "sluice/delivery/stored_batch.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

// Milliseconds since 1970 until the year 2286.
constexpr std::size_t kLeaseDigits = 13;

// Another script may have written there.
std::uint32_t count_of(json::Value value) noexcept {
  const double count = value.number().value_or(0);
  return count >= 0 && count <= 1e6 ? static_cast<std::uint32_t>(count) : 0;
}

}  // namespace

Text write_stored(const Batch& batch, const StoredNote& note) {
  Text text;
  const Text lease = integer_text(note.lease_wall_ms);
  for (std::size_t i = lease.size(); i < kLeaseDigits; ++i) text.append('0');
  text.append(lease);
  json::Writer out(text);
  out.begin_object()
      .text("to", note.to)
      .integer("since", note.since_wall_ms)
      .text("policy", note.policy_hash)
      .name("events")
      .begin_array();
  for (const auto& event : batch.events) out.text(event.json);
  out.end_array();
  write_losses(out, batch.losses);
  out.end_object();
  return text;
}

std::optional<double> read_lease(std::string_view text) noexcept {
  if (text.size() < kLeaseDigits) return std::nullopt;
  double lease_wall_ms = 0;
  for (const char c : text.substr(0, kLeaseDigits)) {
    if (c < '0' || c > '9') return std::nullopt;
    lease_wall_ms = lease_wall_ms * 10 + (c - '0');
  }
  return lease_wall_ms;
}

std::string_view stored_json(std::string_view text) noexcept {
  return text.substr(kLeaseDigits);
}

Losses read_losses(json::Value record) noexcept {
  Losses losses;
  const auto dropped = record.member("dropped");
  for (std::size_t i = 0; i < kDropReasonNames.size(); ++i) {
    losses.dropped[i] = count_of(dropped.member(kDropReasonNames[i]));
  }
  losses.cut = count_of(record.member("cut"));
  return losses;
}

void write_losses(json::Writer& out, const Losses& losses) {
  bool any = false;
  for (std::size_t i = 0; i < kDropReasonNames.size(); ++i) {
    if (losses.dropped[i] == 0) continue;
    if (!any) out.name("dropped").begin_object();
    any = true;
    out.name(kDropReasonNames[i]).integer(losses.dropped[i]);
  }
  if (any) out.end_object();
  if (losses.cut > 0) out.integer("cut", losses.cut);
}

}  // namespace sluice
