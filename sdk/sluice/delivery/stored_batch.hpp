#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/delivery/batch.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// A batch as the device keeps it: the end of the lease by which one tab has it
// (13 digits, zeros without a lease), and a JSON object
//
//   {"to", "since", "policy", "events": [text...], "dropped"?, "cut"?}
//
// in which `to` is the destination, `since` when it was first tried and
// `policy` the hash of the policy that let its events out. Each event is a JSON
// text of its own, so that a broken one does not break the others.
struct StoredNote {
  std::string_view to;
  double since_wall_ms = 0;
  std::string_view policy_hash;
  double lease_wall_ms = 0;
};

[[nodiscard]] Text write_stored(const Batch& batch, const StoredNote& note);

// Until when the text is leased; none if it is not one of ours.
[[nodiscard]] std::optional<double> read_lease(std::string_view text) noexcept;
// The object of such a text.
[[nodiscard]] std::string_view stored_json(std::string_view text) noexcept;

// The losses that `record` says, a "dropped" and a "cut".
[[nodiscard]] Losses read_losses(json::Value record) noexcept;
// Writes both, each if there is something to say.
void write_losses(json::Writer& out, const Losses& losses);

}  // namespace sluice
