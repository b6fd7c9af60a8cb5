#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// The text that a receipt's hash is of: the receipt without its hash, as the
// page wrote it (Receipts::next()), however it is spaced or escaped here.
[[nodiscard]] Text hashed_text(json::Value receipt);

// Whether the members of a receipt are in the order in which the page writes
// them. Where they are not, its hash cannot be computed.
[[nodiscard]] bool is_in_written_order(json::Value receipt) noexcept;

}  // namespace sluice::inspect
