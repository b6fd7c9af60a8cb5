#include "sluice/consent/signals/tc_decision.hpp"

#include "bit_writer.hpp"
#include "inspect.hpp"

namespace sluice::test {
namespace {

struct RestrictionIs {
  unsigned purpose;
  unsigned type;
};

// A string in which vendor 2 is disclosed, and it and all purposes have both
// consent and legitimate interest, but for what is changed here.
struct Given {
  unsigned policy = 5;
  unsigned specific = 1;
  std::uint64_t purposes = 0xFFFFFF;
  std::uint64_t purpose_interests = 0xFFFFFF;
  unsigned vendors = 0b01;
  unsigned vendor_interests = 0b01;
  std::vector<RestrictionIs> restrictions{};
  std::string segments{".IABE"};  // vendors up to 2: 2

  [[nodiscard]] std::string text() const {
    BitWriter bits;
    bits.put(2, 6).put(0, 36).put(0, 36).put(0, 12).put(0, 12).put(0, 6);
    bits.put(0, 12).put(0, 12).put(policy, 6).put(specific, 1).put(0, 1);
    bits.put(0, 12).put(purposes, 24).put(purpose_interests, 24).put(0, 13);
    bits.put(2, 16).put(0, 1).put(vendors, 2);
    bits.put(2, 16).put(0, 1).put(vendor_interests, 2);
    bits.put(restrictions.size(), 12);
    for (const auto& [purpose, type] : restrictions) {
      bits.put(purpose, 6).put(type, 2).put(1, 12).put(0, 1).put(2, 16);
    }
    return bits.text() + segments;
  }
};

constexpr auto kConsent = LegalBasis::Consent;
constexpr auto kInterest = LegalBasis::LegitimateInterest;

std::string why(const Given& given, const VendorUse& use) {
  const std::string text = given.text();
  TcString tc;
  REQUIRE_FALSE(read_tc_string({text, 0}, tc));
  const TcDecision decision = decide_use(true, &tc, use);
  const std::string rule(decision.why);
  CHECK(decision.allowed ==
        (rule == "consent" || rule == "legitimate-interest"));
  return rule;
}

// Without the bit of purpose or vendor `id`, of `size`.
std::uint64_t without(unsigned id, unsigned size) {
  const std::uint64_t all = (std::uint64_t{1} << size) - 1;
  return all & ~(std::uint64_t{1} << (size - id));
}

TEST_CASE("tc decision: consent needs the purpose's bit and the vendor's",
          "[tc_decision]") {
  const VendorUse use{2, 7, kConsent, false};
  CHECK(why({}, use) == "consent");
  CHECK(why({.purposes = without(7, 24)}, use) == "no-purpose-consent");
  CHECK(why({.vendors = 0b10}, use) == "no-vendor-consent");
  CHECK(why({.purpose_interests = 0, .vendor_interests = 0}, use) == "consent");
  CHECK(why({}, {2, 25, kConsent, false}) == "no-purpose-consent");
}

TEST_CASE("tc decision: legitimate interest needs both of its bits",
          "[tc_decision]") {
  const VendorUse use{2, 7, kInterest, false};
  CHECK(why({}, use) == "legitimate-interest");
  CHECK(why({.purpose_interests = without(7, 24)}, use) ==
        "no-purpose-legitimate-interest");
  CHECK(why({.vendor_interests = 0b10}, use) ==
        "no-vendor-legitimate-interest");
  CHECK(why({.purposes = 0, .vendors = 0}, use) == "legitimate-interest");
}

TEST_CASE(
    "tc decision: purposes 1 and 3 to 6 never rest on legitimate interest",
    "[tc_decision]") {
  for (unsigned purpose = 1; purpose <= 11; ++purpose) {
    INFO(purpose);
    const bool never = purpose == 1 || (purpose >= 3 && purpose <= 6);
    CHECK(why({}, {2, purpose, kInterest, false}) ==
          (never ? "legitimate-interest-not-available-for-purpose"
                 : "legitimate-interest"));
    // Nor where the publisher asks a flexible vendor for it.
    CHECK(why({.restrictions = {{purpose, 2}}}, {2, purpose, kConsent, true}) ==
          (never ? "legitimate-interest-not-available-for-purpose"
                 : "legitimate-interest"));
  }
}

TEST_CASE("tc decision: a publisher may forbid a purpose, flexible or not",
          "[tc_decision]") {
  const Given given{.restrictions = {{7, 0}}};
  for (const LegalBasis basis : {kConsent, kInterest}) {
    for (const bool flexible : {false, true}) {
      CHECK(why(given, {2, 7, basis, flexible}) ==
            "publisher-restriction-not-allowed");
    }
    CHECK(why(given, {2, 8, basis, false}) !=
          "publisher-restriction-not-allowed");
  }
}

TEST_CASE("tc decision: a publisher's basis holds for flexible vendors only",
          "[tc_decision]") {
  const std::string other =
      "publisher-restriction-needs-other-basis-and-purpose-not-flexible";
  const Given consent{.restrictions = {{7, 1}}};
  CHECK(why(consent, {2, 7, kConsent, false}) == "consent");
  CHECK(why(consent, {2, 7, kInterest, false}) == other);
  CHECK(why(consent, {2, 7, kInterest, true}) == "consent");
  const Given interest{.restrictions = {{7, 2}}};
  CHECK(why(interest, {2, 7, kInterest, false}) == "legitimate-interest");
  CHECK(why(interest, {2, 7, kConsent, false}) == other);
  CHECK(why(interest, {2, 7, kConsent, true}) == "legitimate-interest");
}

TEST_CASE("tc decision: two restrictions that contradict leave no basis",
          "[tc_decision]") {
  const Given both{.restrictions = {{7, 1}, {7, 2}}};
  CHECK(why(both, {2, 7, kConsent, true}) ==
        "publisher-restriction-not-allowed");
  const Given forbidden{.restrictions = {{7, 1}, {7, 0}}};
  CHECK(why(forbidden, {2, 7, kConsent, true}) ==
        "publisher-restriction-not-allowed");
}

TEST_CASE(
    "tc decision: an unusable string, or an undisclosed vendor, grants nothing",
    "[tc_decision]") {
  const VendorUse use{2, 7, kConsent, false};
  CHECK(why({.policy = 3}, use) == "invalid-string");
  CHECK(why({.policy = 4}, use) == "consent");
  CHECK(why({.specific = 0}, use) == "invalid-string");
  CHECK(why({.segments = ""}, use) == "invalid-string");
  CHECK(why({.segments = ".IABI"}, use) == "vendor-not-disclosed");
  CHECK(why({.segments = ".IAAA"}, use) == "vendor-not-disclosed");
  CHECK(why({}, {2, 7, LegalBasis::Undeclared, true}) ==
        "vendor-has-not-declared-purpose");
  CHECK(decide_use(true, nullptr, use).why == "invalid-string");
  CHECK_FALSE(decide_use(true, nullptr, use).allowed);
  CHECK_FALSE(decide_use(std::nullopt, nullptr, use).allowed);
  CHECK(decide_use(false, nullptr, use).allowed);
}

}  // namespace
}  // namespace sluice::test
