// TC strings: whatever is read answers questions as it lists its sets, and a
// string that may not be used allows nothing.
#include "fuzz.hpp"
#include "sluice/consent/signals/tc_decision.hpp"
#include "sluice/inspect/strings_json.hpp"

namespace sluice::fuzz {
namespace {

// Every range that a set lists is in it, at both ends.
void check_set(const VendorSet& set) {
  std::uint32_t ranges = 0;
  set.each([&](IdRange range) {
    require(range.first >= 1 && range.first <= range.last);
    require(set.has(range.first) && set.has(range.last));
    return ++ranges < 64;  // asking is linear, so asking all is quadratic
  });
  require(!set.has(0));
  require(!set.has(65536));
}

void check_decisions(const TcString& tc) {
  for (const std::uint32_t purpose : {1U, 3U, 7U, 24U}) {
    for (const LegalBasis basis : {LegalBasis::Undeclared, LegalBasis::Consent,
                                   LegalBasis::LegitimateInterest}) {
      const VendorUse use{2, purpose, basis, true};
      const TcDecision decision = decide_use(true, &tc, use);
      if (!decision.allowed) continue;
      require(broken_rule(tc) == nullptr);
      require(basis != LegalBasis::Undeclared);
      require(tc.disclosed_vendors->has(use.vendor));
      require(tc.purpose_consents.has(purpose) ||
              tc.purpose_legitimate_interests.has(purpose));
    }
  }
}

void check(std::string_view text) {
  TcString tc;
  if (const auto flaw = read_tc_string({text, 0}, tc)) {
    require(!flaw->what.empty());
    require(flaw->at <= text.size());
    return;
  }
  check_set(tc.vendor_consents);
  check_set(tc.vendor_legitimate_interests);
  tc.restrictions.each([](const Restriction& one) { check_set(one.vendors); });
  if (tc.disclosed_vendors) check_set(*tc.disclosed_vendors);
  check_decisions(tc);
  Text json;
  json::Writer out(json);
  inspect::write_tc_string(tc, out);
  inspect::write_europe_fields(tc, out);
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
