#include <limits>

#include "sluice/base/limits.hpp"
#include "sluice/consent/signals/tc_decision.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"

namespace sluice::inspect {
namespace {

std::optional<std::uint32_t> read_id(json::Value value) {
  const auto number = value.number();
  constexpr double kMax = std::numeric_limits<std::uint32_t>::max();
  if (!number || *number < 0 || *number > kMax) return std::nullopt;
  const auto id = static_cast<std::uint32_t>(*number);
  return id == *number ? std::optional(id) : std::nullopt;
}

std::optional<LegalBasis> read_basis(json::Value value) {
  if (value.is(json::Kind::Null)) return LegalBasis::Undeclared;
  if (value.text() == "consent") return LegalBasis::Consent;
  if (value.text() == "legitimateInterest") {
    return LegalBasis::LegitimateInterest;
  }
  return std::nullopt;
}

// Returns what is wrong with the request; empty for nothing.
std::string_view read_use(json::Value vendor, VendorUse& use) {
  const auto id = read_id(vendor.member("id"));
  if (!id) return "\"vendor.id\" is not an id";
  const auto purpose = read_id(vendor.member("purpose"));
  if (!purpose) return "\"vendor.purpose\" is not an id";
  const auto basis = read_basis(vendor.member("declaredBasis"));
  if (!basis) {
    return "\"vendor.declaredBasis\" is not \"consent\", "
           "\"legitimateInterest\" or null";
  }
  const json::Value flexible = vendor.member("flexible");
  if (flexible.exists() && !flexible.is_bool()) {
    return "\"vendor.flexible\" is not true or false";
  }
  use = {*id, *purpose, *basis, flexible.is(json::Kind::True)};
  return {};
}

std::optional<bool> read_applies(json::Value value) {
  if (!value.is_bool()) return std::nullopt;
  return value.is(json::Kind::True);
}

}  // namespace

void decide(json::Value request, json::Writer& out) {
  const json::Value text = request.member("tc");
  if (!text.is(json::Kind::Text))
    return write_error("\"tc\" is not a text", out);
  VendorUse use;
  const std::string_view mistake = read_use(request.member("vendor"), use);
  if (!mistake.empty()) return write_error(mistake, out);

  TcString tc;
  std::optional<Flaw> flaw =
      read_tc_string({text.text().substr(0, kMaxConsentBytes), 0}, tc);
  if (text.text().size() > kMaxConsentBytes)
    flaw = Flaw{"is too long", {}, 0, {}};
  const TcDecision decision = decide_use(
      read_applies(request.member("gdprApplies")), flaw ? nullptr : &tc, use);
  Text why(decision.why);
  if (!decision.detail.empty()) {
    const Text detail = flaw ? flaw_text(*flaw) : Text(decision.detail);
    why = join({decision.why, ": ", detail});
  }
  out.begin_object().boolean("allowed", decision.allowed).text("why", why);
  out.end_object();
}

}  // namespace sluice::inspect
