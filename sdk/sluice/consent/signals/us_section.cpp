#include "sluice/consent/signals/us_section.hpp"

namespace sluice {
namespace {

constexpr std::uint32_t kUndefined = 3;
constexpr std::uint32_t kGpcType = 1;

std::optional<Flaw> read_core(std::uint32_t id, Piece piece, UsSection& out) {
  constexpr std::string_view kPart = "section's core";
  if (auto flaw = check_digits(piece, kPart)) return flaw;
  out.core = Bits(piece.text);
  BitReader reader(out.core);
  out.layout = find_us_layout(id, reader.integer(kUsVersionBits));
  if (out.layout == nullptr) {
    reader.refuse("has an unknown version");
    return reader.flaw(piece, kPart);
  }
  UsFields fields(*out.layout);
  while (const auto field = fields.next()) {
    for (std::uint32_t i = 0; i < field->values; ++i) {
      if (reader.integer(kUsValueBits) != kUndefined) continue;
      reader.refuse("has the value 3, which is not defined");
    }
  }
  reader.finish();
  return reader.flaw(piece, kPart);
}

std::optional<Flaw> read_gpc(Piece piece, UsSection& out) {
  constexpr std::string_view kPart = "section's GPC";
  if (auto flaw = check_digits(piece, kPart)) return flaw;
  BitReader reader{Bits(piece.text)};
  const bool is_gpc = reader.integer(2) == kGpcType;
  if (!is_gpc || !out.layout->has_gpc) reader.refuse("has an unknown type");
  const bool is_on = reader.bit();
  fill(out.gpc, is_on, reader);
  reader.finish();
  return reader.flaw(piece, kPart);
}

}  // namespace

std::optional<Flaw> read_us_section(std::uint32_t id, Piece piece,
                                    UsSection& out) {
  out = {};
  Pieces pieces(piece, '.');
  while (const auto part = pieces.next()) {
    const bool is_core = out.segments++ == 0;
    auto flaw = is_core ? read_core(id, *part, out) : read_gpc(*part, out);
    if (flaw) return flaw;
  }
  return std::nullopt;
}

}  // namespace sluice
