#include "sluice/consent/signals/tc_string.hpp"

#include <array>

namespace sluice {
namespace {

constexpr std::uint32_t kVersion = 2;
constexpr std::uint32_t kMaxVendorId = 65535;

VendorSet read_vendors(BitReader& reader) {
  return VendorSet::read(reader, RangeCoding::Fixed);
}

VendorSet read_restricted(BitReader& reader) {
  return VendorSet::read_ranges(reader, RangeCoding::Fixed, kMaxVendorId);
}

std::optional<Flaw> read_core(Piece piece, TcString& out) {
  if (auto flaw = check_digits(piece, "core")) return flaw;
  BitReader reader{Bits(piece.text)};
  out.head = read_tc_head(reader, kVersion);
  out.is_service_specific = reader.bit();
  out.uses_non_standard_texts = reader.bit();
  out.special_features = read_ids(reader, kSpecialFeatureBits);
  out.purpose_consents = read_ids(reader, kPurposeBits);
  out.purpose_legitimate_interests = read_ids(reader, kPurposeBits);
  out.purpose_one_treatment = reader.bit();
  out.publisher_country = read_letters(reader);
  out.vendor_consents = read_vendors(reader);
  out.vendor_legitimate_interests = read_vendors(reader);
  out.restrictions = Restrictions::read(reader, read_restricted);
  reader.finish();
  return reader.flaw(piece, "core");
}

std::string_view segment_name(SegmentType type) noexcept {
  switch (type) {
    case SegmentType::DisclosedVendors:
      return "disclosedVendors";
    case SegmentType::AllowedVendors:
      return "allowedVendors";
    case SegmentType::PublisherTc:
      return "publisherTC";
  }
  return "segment";
}

std::optional<Flaw> read_segment(Piece piece, TcString& out) {
  if (auto flaw = check_digits(piece, "segment")) return flaw;
  BitReader reader{Bits(piece.text)};
  const auto type = static_cast<SegmentType>(reader.integer(3));
  switch (type) {
    case SegmentType::DisclosedVendors:
      fill(out.disclosed_vendors, read_vendors(reader), reader);
      break;
    case SegmentType::AllowedVendors:
      fill(out.allowed_vendors, read_vendors(reader), reader);
      break;
    case SegmentType::PublisherTc:
      fill(out.publisher, read_publisher_choices(reader), reader);
      break;
    default:
      reader.refuse("has an unknown type");
  }
  reader.finish();
  return reader.flaw(piece, segment_name(type));
}

constexpr std::array kRules = {
    TcRule{[](const TcString& tc) { return tc.head.policy_version >= 4; },
           "policyVersion below 4", "invalid since 2023-09-30"},
    TcRule{[](const TcString& tc) { return tc.is_service_specific; },
           "isServiceSpecific=0",
           "global scope strings are invalid since 2021-09-01"},
    TcRule{[](const TcString& tc) { return tc.disclosed_vendors.has_value(); },
           "no disclosedVendors segment", "mandatory in TCF 2.3"},
};

}  // namespace

std::optional<Flaw> read_tc_string(Piece piece, TcString& out) {
  out = {};
  Pieces pieces(piece, '.');
  while (const auto segment = pieces.next()) {
    const bool is_core = out.segments++ == 0;
    auto flaw =
        is_core ? read_core(*segment, out) : read_segment(*segment, out);
    if (flaw) return flaw;
  }
  return std::nullopt;
}

std::span<const TcRule> tc_rules() noexcept { return kRules; }

const TcRule* broken_rule(const TcString& tc) noexcept {
  for (const TcRule& rule : kRules) {
    if (!rule.is_kept(tc)) return &rule;
  }
  return nullptr;
}

}  // namespace sluice
