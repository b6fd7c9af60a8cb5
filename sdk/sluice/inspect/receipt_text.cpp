#include "sluice/inspect/receipt_text.hpp"

#include <limits>

#include "sluice/base/strings.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

constexpr std::size_t kAllOfIt = std::numeric_limits<std::size_t>::max();

// As Receipts::next() writes them.
constexpr std::string_view kOrder =
    "number time policy region regime signals purposes events previous hash";

}  // namespace

Text hashed_text(json::Value receipt) {
  Text text("{");
  auto one = receipt.first();
  for (; one.exists(); one = one.next()) {
    if (one.name() == "hash") continue;
    if (text.size() > 1) text.append(',');
    json::append_quoted(text, one.name());
    text.append(':');
    (void)json::append_value(text, one, kAllOfIt);
  }
  text.append('}');
  return text;
}

bool is_in_written_order(json::Value receipt) noexcept {
  auto order = kOrder;
  auto one = receipt.first();
  for (; one.exists(); one = one.next()) {
    while (!order.empty() && next_word(order) != one.name()) {
    }
    if (order.empty() && one.name() != "hash") return false;
  }
  return true;
}

}  // namespace sluice::inspect
