#include "sluice/inspect/receipt_chains.hpp"

#include <algorithm>
#include <utility>

#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/receipt_text.hpp"
#include "sluice/inspect/source.hpp"

namespace sluice::inspect {
namespace {

constexpr std::string_view kExpected =
    "expected an event with \"event\" and \"receipt\", a batch with "
    "\"events\", "
    "or a receipt with \"number\" and \"hash\"";

bool is_hash(std::string_view text) noexcept {
  return text.size() == 64 &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

Text short_hash(std::string_view hash) {
  return join({hash.substr(0, 12), "..."});
}

Text line_text(double line) { return integer_text(line); }

}  // namespace

void ReceiptChains::expect_policy(std::string_view text,
                                  std::string_view name) {
  expected_.push_back({Text(name), sha256_hex(text), 0, 0});
  if (document_.read(text)) return;
  expected_.push_back({Text(name), compact_hash(document_.root()), 0, 0});
}

std::optional<Text> ReceiptChains::add(std::string_view text, double line) {
  if (const auto error = document_.read(text)) {
    return join({"not JSON: ", error->message});
  }
  return add_value(document_.root(), line);
}

std::optional<Text> ReceiptChains::add_value(json::Value value, double line) {
  const auto events = value.member("events");
  if (events.is(json::Kind::Array)) {
    for (auto one = events.first(); one.exists(); one = one.next()) {
      if (auto wrong = add_value(one, line)) return wrong;
    }
    return std::nullopt;
  }
  const auto event = value.member("event");
  const auto receipt = value.member("receipt");
  if (receipt.is(json::Kind::Object)) {
    return add_receipt(receipt, event.member("id").text(), line);
  }
  // A row of a table, with the event in a column.
  if (event.member("event").exists() || event.member("receipt").exists()) {
    return add_value(event, line);
  }
  if (!event.member("name").text().empty()) {
    ++others_;
    return std::nullopt;
  }
  if (value.member("number").exists() && value.member("hash").exists()) {
    return add_receipt(value, {}, line);
  }
  return Text(kExpected);
}

std::optional<Text> ReceiptChains::add_receipt(json::Value receipt,
                                               std::string_view id,
                                               double line) {
  Receipt one;
  one.line = line;
  one.number = receipt.member("number").number_or(0);
  one.time_ms = receipt.member("time").number();
  one.id = Text(id);
  one.hash = Text(receipt.member("hash").text());
  one.previous = Text(receipt.member("previous").text());
  if (one.number < 1 || !is_hash(one.hash)) {
    return Text(
        "the receipt is none: expected \"number\" from 1 on, and \"hash\" of "
        "64 hex digits");
  }
  check_hash(receipt, one);
  check_policy(receipt.member("policy"), one);
  const bool is_first = one.number == 1;
  if (is_first != one.previous.empty()) {
    flaw(line, is_first ? Text("it is number 1, and names one before it: "
                               "expected no \"previous\"")
                        : join({"it is number ", integer_text(one.number),
                                ": expected \"previous\", the hash of number ",
                                integer_text(one.number - 1)}));
  }
  receipts_.push_back(std::move(one));
  return std::nullopt;
}

void ReceiptChains::check_hash(json::Value receipt, const Receipt& one) {
  const Text computed = sha256_hex(hashed_text(receipt));
  if (std::string_view(computed) == std::string_view(one.hash)) return;
  flaw(one.line,
       is_in_written_order(receipt)
           ? join({"the receipt was changed: its text has the hash ",
                   short_hash(computed), ", expected ", short_hash(one.hash)})
           : join({"the members of the receipt are not in the order in which "
                   "the page wrote them, so that its hash (",
                   short_hash(one.hash),
                   ") cannot be checked: expected the text as it arrived "
                   "(jsonb columns sort members)"}));
}

void ReceiptChains::check_policy(json::Value policy, Receipt& one) {
  if (!policy.exists()) return;
  one.policy = Text(policy.member("hash").text());
  const Text label = join({policy.member("id").text(), " revision ",
                           policy.member("revision").text()});
  const auto is_same = [&one](const Seen& seen) {
    return std::string_view(seen.hash) == std::string_view(one.policy);
  };
  const auto known = std::find_if(policies_.begin(), policies_.end(), is_same);
  if (known != policies_.end()) {
    ++known->receipts;
  } else {
    for (const Seen& other : policies_) {
      if (std::string_view(other.label) != std::string_view(label)) continue;
      flaw(one.line,
           join({"the text of policy ", label, " has the hash ",
                 short_hash(one.policy), ", expected ", short_hash(other.hash),
                 " as on line ", line_text(other.line),
                 ": it was changed without a new revision"}));
      break;
    }
    policies_.push_back({label, one.policy, 1, one.line});
  }
  if (expected_.empty() ||
      std::any_of(expected_.begin(), expected_.end(), is_same)) {
    return;
  }
  flaw(one.line, join({"it is of policy ", label, " with the hash ",
                       short_hash(one.policy), ", expected ",
                       short_hash(expected_.front().hash), " of ",
                       expected_.front().label}));
}

// One that was delivered twice, as retries do, is one.
void ReceiptChains::leave_out_repeated() {
  const auto key = [](const Receipt& one) {
    return std::pair(std::string_view(one.hash), std::string_view(one.id));
  };
  std::stable_sort(
      receipts_.begin(), receipts_.end(),
      [key](const Receipt& a, const Receipt& b) { return key(a) < key(b); });
  const auto end = std::unique(
      receipts_.begin(), receipts_.end(),
      [key](const Receipt& a, const Receipt& b) { return key(a) == key(b); });
  repeated_ = static_cast<double>(receipts_.end() - end);
  receipts_.erase(end, receipts_.end());
}

// One with that hash which fewer follow than others with it: without "time" in
// the policy's "include", first receipts of many page loads are alike.
ReceiptChains::Receipt* ReceiptChains::find(std::string_view hash) {
  auto one = std::lower_bound(receipts_.begin(), receipts_.end(), hash,
                              [](const Receipt& a, std::string_view b) {
                                return std::string_view(a.hash) < b;
                              });
  Receipt* found = nullptr;
  for (; one != receipts_.end() && std::string_view(one->hash) == hash; ++one) {
    if (found == nullptr || one->followers < found->followers) found = &*one;
  }
  return found;
}

void ReceiptChains::link() {
  std::vector<Receipt*> in_order;
  for (Receipt& one : receipts_) in_order.push_back(&one);
  std::sort(
      in_order.begin(), in_order.end(),
      [](const Receipt* a, const Receipt* b) { return a->line < b->line; });
  for (Receipt* one : in_order) {
    if (one->previous.empty()) continue;
    Receipt* before = find(one->previous);
    if (before == nullptr) {
      flaw(one->line,
           join({"the receipt before it is missing: expected number ",
                 integer_text(one->number - 1), " with the hash ",
                 short_hash(one->previous)}));
      continue;
    }
    one->has_predecessor = true;
    if (++before->followers > 1) {
      flaw(one->line,
           join({"another receipt follows the one on line ",
                 line_text(before->line), " already: expected one"}));
    }
    check_link(*one, *before);
  }
}

void ReceiptChains::check_link(const Receipt& one, const Receipt& before) {
  if (one.number != before.number + 1) {
    flaw(one.line, join({"it is number ", integer_text(one.number),
                         ", expected ", integer_text(before.number + 1),
                         " after line ", line_text(before.line)}));
  }
  if (std::string_view(one.policy) != std::string_view(before.policy)) {
    flaw(one.line,
         join({"its policy has the hash ", short_hash(one.policy),
               ", expected ", short_hash(before.policy), " as on line ",
               line_text(before.line), ": a page load has one policy"}));
  }
  if (before.line > one.line) {
    notes_.push_back(
        {one.line, join({"stands before line ", line_text(before.line),
                         ", which it follows"})});
  }
  if (one.time_ms && before.time_ms && *one.time_ms < *before.time_ms) {
    notes_.push_back({one.line, join({"is of an earlier time than line ",
                                      line_text(before.line),
                                      ", which it follows: the clock of the "
                                      "device was set back"})});
  }
}

void ReceiptChains::flaw(double line, Text message) {
  flaws_.push_back({line, std::move(message)});
}

void ReceiptChains::write_remarks(const char* name, std::vector<Remark>& all,
                                  json::Writer& out) {
  std::stable_sort(
      all.begin(), all.end(),
      [](const Remark& a, const Remark& b) { return a.line < b.line; });
  out.name(name).begin_array();
  for (const Remark& one : all) {
    out.begin_object()
        .integer("line", one.line)
        .text("message", one.message)
        .end_object();
  }
  out.end_array();
}

void ReceiptChains::write(json::Writer& out) {
  leave_out_repeated();
  link();
  double chains = 0;
  std::optional<double> from;
  std::optional<double> to;
  for (const Receipt& one : receipts_) {
    if (!one.has_predecessor) ++chains;
    if (!one.time_ms) continue;
    from = std::min(from.value_or(*one.time_ms), *one.time_ms);
    to = std::max(to.value_or(*one.time_ms), *one.time_ms);
  }
  out.integer("receipts", static_cast<double>(receipts_.size()))
      .integer("chains", chains)
      .integer("repeated", repeated_)
      .integer("others", others_);
  if (from) out.integer("from", *from).integer("to", *to);
  out.name("policies").begin_array();
  for (const Seen& one : policies_) {
    out.begin_object()
        .text("policy", one.label)
        .text("hash", one.hash)
        .integer("receipts", one.receipts)
        .end_object();
  }
  out.end_array();
  write_remarks("flaws", flaws_, out);
  write_remarks("notes", notes_, out);
}

}  // namespace sluice::inspect
