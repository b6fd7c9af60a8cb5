#include "sluice/consent/receipt.hpp"

#include "sluice/base/sha256.hpp"
#include "sluice/consent/never.hpp"

namespace sluice {
namespace {

void write_signals(json::Writer& out, const Consent& consent) {
  out.name("signals").begin_object();
  for (const Signal& signal : consent.signals()) {
    if (signal.heard.empty()) continue;
    const Fields::Field heard{"receipt.signals", signal.heard,
                              Fields::Kind::Json};
    Text clean;
    const bool has_secret = cut_out(heard, consent.policy().never(), clean);
    out.name(signal.definition.name()).raw(has_secret ? clean : signal.heard);
  }
  out.end_object();
}

void write_counts(json::Writer& out, const EventCounts& counts) {
  out.name("events")
      .begin_object()
      .integer("sent", counts.sent)
      .integer("held", counts.held)
      .integer("dropped", counts.dropped)
      .end_object();
}

}  // namespace

void write_policy(json::Writer& out, const Policy& policy) {
  out.name("policy")
      .begin_object()
      .text("id", policy.id())
      .text("revision", policy.member("revision").text())
      .text("hash", policy.hash())
      .end_object();
}

void write_regime(json::Writer& out, const Consent& consent) {
  out.text("region", consent.region())
      .text("regime", consent.regime().member("id").text());
}

void write_purposes(json::Writer& out, const Consent& consent) {
  const Policy& policy = consent.policy();
  out.name("purposes").begin_object();
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    const Finding& finding = consent.finding(i);
    out.name(policy.purpose_name(i))
        .begin_object()
        .text("state", finding.state_name())
        .text("why", finding.why)
        .text("rule", json::pointer_to(policy.root(), finding.rule))
        .end_object();
  }
  out.end_object();
}

Text Receipts::next(const Consent& consent, double time_ms,
                    const EventCounts& counts) {
  const Policy& policy = consent.policy();
  const auto include = policy.member("receipt").member("include");
  const auto has = [include](std::string_view part) {
    return !include.exists() || matches_any(include, part);
  };
  Text receipt;
  json::Writer out(receipt);
  out.begin_object().integer("number", ++number_);
  if (has("time")) out.integer("time", time_ms);
  if (has("policy")) write_policy(out, policy);
  if (has("regime")) write_regime(out, consent);
  if (has("signals")) write_signals(out, consent);
  if (has("purposes")) write_purposes(out, consent);
  write_counts(out, counts);
  if (!hash_.empty()) out.text("previous", hash_);
  Text whole(receipt);
  whole.append('}');
  hash_ = sha256_hex(whole);
  out.text("hash", hash_).end_object();
  return receipt;
}

}  // namespace sluice
