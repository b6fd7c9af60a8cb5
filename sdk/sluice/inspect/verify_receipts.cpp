#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/receipt_chains.hpp"

namespace sluice::inspect {
namespace {

// Those of the asks so far: there is one asker, who has the module to himself.
// Owned; what is destroyed at the end would bring the machinery of exit().
ReceiptChains* chains = nullptr;

void forget() {
  delete chains;
  chains = nullptr;
}

}  // namespace

void verify_receipts(json::Value request, json::Writer& out) {
  if (request.is_set("begin") || chains == nullptr) {
    forget();
    chains = new ReceiptChains;
  }
  auto policy = request.member("policies").first();
  for (; policy.exists(); policy = policy.next()) {
    chains->expect_policy(policy.member("text").text(),
                          policy.member("name").text());
  }
  auto one = request.member("items").first();
  for (; one.exists(); one = one.next()) {
    const double line = one.member("line").number_or(0);
    const auto wrong = chains->add(one.member("text").text(), line);
    if (!wrong) continue;
    forget();
    out.begin_object().integer("line", line).text("error", *wrong).end_object();
    return;
  }
  out.begin_object();
  if (!request.is_set("more")) {
    chains->write(out);
    forget();
  }
  out.end_object();
}

}  // namespace sluice::inspect
