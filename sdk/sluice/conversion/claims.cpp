#include "sluice/conversion/claims.hpp"

#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/conversion/order.hpp"

namespace sluice {
namespace {

// 64 bits: two of kMaxClaims are the same once in 10^15 visitors.
constexpr std::size_t kKeySize = 16;

constexpr double kDayMs = 24 * 60 * 60 * 1000.0;

Text make_key(std::string_view what, std::string_view goal,
              std::string_view id) {
  const Text hash = sha256_hex(join({what, "\n", goal, "\n", id}));
  return Text(std::string_view(hash).substr(0, kKeySize));
}

// What an event claims because its goal counts once; empty if nothing.
Text once_key(const Event& event, std::string_view session_id) {
  const Fields& fields = event.fields;
  const auto goal = fields.text("goal.id");
  switch (event.once) {
    case Once::Page:
      return make_key("page", goal,
                      join({fields.text("page.id"), "\n",
                            integer_text(std::uint64_t{event.page_view})}));
    case Once::Session:
      if (session_id.empty()) return {};
      return make_key("session", goal, session_id);
    case Once::Visitor:
      return make_key("visitor", goal, {});
    default:
      return {};
  }
}

// An order counts once, whatever its goal says.
Text key_of_order(const Event& event) {
  const Text key = order_key(event.fields.text("goal.id"), event.fields);
  return key.empty() ? Text() : make_key("order", key, {});
}

std::uint32_t sequence_of(const Event& event) noexcept {
  const auto text = event.fields.text("event.sequence");
  return static_cast<std::uint32_t>(parse_number(text).value_or(0));
}

}  // namespace

bool Claims::is_taken(const Event& event, std::string_view session_id) const {
  if (!event.conversion) return false;
  const auto sequence = sequence_of(event);
  for (const Text& key : {once_key(event, session_id), key_of_order(event)}) {
    if (key.empty()) continue;
    for (const List* list : {&kept_, &page_}) {
      for (const Claim& claim : *list) {
        const bool is_same =
            std::string_view(claim.key) == std::string_view(key);
        if (is_same && claim.sequence != sequence) return true;
      }
    }
  }
  return false;
}

void Claims::take(const Event& event, std::string_view session_id,
                  double now_ms) {
  if (!event.conversion) return;
  const auto sequence = sequence_of(event);
  Text once = once_key(event, session_id);
  Text order = key_of_order(event);
  const bool is_page = event.once == Once::Page;
  is_news_ = is_news_ || !order.empty() || (!once.empty() && !is_page);
  if (is_news_ && since_ms_ == 0) since_ms_ = now_ms;
  add(is_page ? page_ : kept_, std::move(once), sequence);
  add(kept_, std::move(order), sequence);
}

void Claims::add(List& list, Text key, std::uint32_t sequence) {
  if (key.empty()) return;
  for (const Claim& claim : list) {
    if (std::string_view(claim.key) == std::string_view(key)) return;
  }
  if (list.size() == kMaxClaims) list.pop_front();
  list.push_back({std::move(key), sequence});
}

void Claims::write(json::Writer& out) {
  is_news_ = false;
  Text keys;
  for (const Claim& claim : kept_) keys.append(claim.key);
  out.begin_object()
      .integer("since", since_ms_)
      .text("counted", keys)
      .end_object();
}

void Claims::read(json::Value record, double now_ms, double max_age_ms) {
  const double since_ms = record.member("since").number_or(-1);
  const double age_ms = now_ms - since_ms;
  // A clock that was set back leaves records from the future.
  if (since_ms <= 0 || age_ms < -kDayMs || age_ms > max_age_ms) return;
  List fresh;
  fresh.swap(kept_);
  auto keys = record.member("counted").text();
  for (; keys.size() >= kKeySize; keys.remove_prefix(kKeySize)) {
    add(kept_, Text(keys.substr(0, kKeySize)), 0);
  }
  for (Claim& one : fresh) add(kept_, std::move(one.key), one.sequence);
  since_ms_ = since_ms;
}

}  // namespace sluice
