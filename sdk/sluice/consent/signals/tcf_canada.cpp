#include "sluice/consent/signals/tcf_canada.hpp"

namespace sluice {
namespace {

constexpr std::uint32_t kVersion = 1;
constexpr std::uint32_t kMaxVendorId = 65535;

VendorSet read_fibonacci_set(BitReader& reader) {
  return VendorSet::read(reader, RangeCoding::Fibonacci);
}

VendorSet read_fixed_ranges(BitReader& reader) {
  return VendorSet::read_ranges(reader, RangeCoding::Fixed, kMaxVendorId);
}

// How sure a reading is: in the layout that is not the string's, what looks
// like sets hardly ever ends at its MaxVendorId.
enum class Fit { None, Loose, Tight };

struct Reading {
  std::optional<Flaw> flaw;
  bool is_tight = true;

  [[nodiscard]] Fit fit() const noexcept {
    if (flaw) return Fit::None;
    return is_tight ? Fit::Tight : Fit::Loose;
  }
};

Reading read_core(Piece piece, RangeCoding coding, CanadaString& out) {
  BitReader reader{Bits(piece.text)};
  out.head = read_tc_head(reader, kVersion);
  out.uses_non_standard_stacks = reader.bit();
  out.special_features = read_ids(reader, kSpecialFeatureBits);
  out.purposes_express = read_ids(reader, kPurposeBits);
  out.purposes_implied = read_ids(reader, kPurposeBits);
  out.vendors_express = VendorSet::read(reader, coding);
  out.vendors_implied = VendorSet::read(reader, coding);
  out.restrictions = Restrictions::read(reader, coding == RangeCoding::Fixed
                                                    ? read_fixed_ranges
                                                    : read_fibonacci_set);
  reader.finish();
  if (auto flaw = reader.flaw(piece, "core")) return {flaw, false};
  bool is_tight =
      out.vendors_express.is_tight() && out.vendors_implied.is_tight();
  if (coding == RangeCoding::Fibonacci) {
    out.restrictions.each([&](const Restriction& one) {
      is_tight = is_tight && one.vendors.is_tight();
    });
  }
  return {std::nullopt, is_tight};
}

Reading read_disclosed(Piece piece, RangeCoding coding, CanadaString& out) {
  BitReader reader{Bits(piece.text)};
  reader.skip(3);
  const VendorSet vendors = VendorSet::read(reader, coding);
  fill(out.disclosed_vendors, vendors, reader);
  reader.finish();
  return {reader.flaw(piece, "disclosedVendors"), vendors.is_tight()};
}

std::optional<Flaw> read_publisher(Piece piece, CanadaString& out) {
  BitReader reader{Bits(piece.text)};
  reader.skip(3);
  fill(out.publisher, read_publisher_choices(reader), reader);
  reader.finish();
  return reader.flaw(piece, "publisherTC");
}

// Reads by the layout that fits better, or by the Fibonacci one if both fit.
// Returns the flaw of that layout.
template <typename Read>
std::optional<Flaw> read_either(Read read, Piece piece, CanadaString& out) {
  const CanadaString before = out;
  const Reading newer = read(piece, RangeCoding::Fibonacci, out);
  if (newer.fit() == Fit::Tight) return std::nullopt;
  CanadaString other = before;
  const Reading older = read(piece, RangeCoding::Fixed, other);
  if (older.fit() != Fit::Tight) return newer.flaw;
  out = other;
  return std::nullopt;
}

std::optional<Flaw> read_segment(Piece piece, CanadaString& out) {
  BitReader reader{Bits(piece.text)};
  switch (static_cast<SegmentType>(reader.integer(3))) {
    case SegmentType::DisclosedVendors:
      return read_either(read_disclosed, piece, out);
    case SegmentType::PublisherTc:
      return read_publisher(piece, out);
    default:
      reader.refuse("has an unknown type");
      return reader.flaw(piece, "segment");
  }
}

}  // namespace

std::optional<Flaw> read_canada_string(Piece piece, CanadaString& out) {
  out = {};
  Pieces pieces(piece, '.');
  while (const auto segment = pieces.next()) {
    if (auto flaw = check_digits(*segment, "segment")) return flaw;
    const bool is_core = out.segments++ == 0;
    auto flaw = is_core ? read_either(read_core, *segment, out)
                        : read_segment(*segment, out);
    if (flaw) return flaw;
  }
  return std::nullopt;
}

}  // namespace sluice
