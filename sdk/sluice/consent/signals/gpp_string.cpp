#include "sluice/consent/signals/gpp_string.hpp"

#include <array>

#include "sluice/consent/signals/bits.hpp"
#include "sluice/consent/signals/fibonacci.hpp"
#include "sluice/consent/signals/tc_string.hpp"
#include "sluice/consent/signals/tcf_canada.hpp"
#include "sluice/consent/signals/us_section.hpp"
#include "sluice/consent/signals/usp_string.hpp"

namespace sluice {
namespace {

constexpr std::uint32_t kType = 3;
constexpr std::uint32_t kVersion = 1;

struct Known {
  std::uint32_t id;
  GppKind kind;
  std::string_view prefix;
};

// Beside the US sections, which have a table of their own.
constexpr std::array kKnown = {
    Known{2, GppKind::TcfEurope, "tcfeuv2"},
    Known{5, GppKind::TcfCanada, "tcfcav1"},
    Known{6, GppKind::Usp, "uspv1"},
    Known{24, GppKind::Unsettled, "usmd"},
    Known{25, GppKind::Unsettled, "usin"},
    Known{26, GppKind::Unsettled, "usky"},
    Known{27, GppKind::Unsettled, "usri"},
};

GppSection make_section(std::uint32_t id) {
  if (is_us_section(id)) {
    return {id, GppKind::Us, find_us_layout(id, 1)->prefix, {}};
  }
  for (const Known& known : kKnown) {
    if (known.id == id) return {id, known.kind, known.prefix, {}};
  }
  return {id, GppKind::Unknown, {}, {}};
}

// The ids that the header announces. At most `max` of them: a group of ids
// may be long, but no string has more sections than it has room for.
std::optional<Flaw> read_header(Piece piece, std::size_t max, GppString& out) {
  if (auto flaw = check_digits(piece, "header")) return flaw;
  BitReader reader{Bits(piece.text)};
  if (reader.integer(6) != kType) reader.refuse("is not that of a GPP string");
  if (reader.integer(6) != kVersion) reader.refuse("has an unknown version");
  const std::uint32_t items = reader.integer(12);
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i < items && reader.ok(); ++i) {
    const FibonacciRange range = read_fibonacci_range(reader, before);
    before = range.last;
    if (range.last - range.first >= max - out.sections.size()) {
      reader.refuse("announces more sections than there are");
    }
    for (std::uint32_t id = range.first; id <= range.last && reader.ok();
         ++id) {
      out.sections.push_back(make_section(id));
    }
  }
  reader.finish();
  return reader.flaw(piece, "header");
}

std::optional<Flaw> check_section(const GppSection& section) {
  switch (section.kind) {
    case GppKind::TcfEurope: {
      TcString tc;
      return read_tc_string(section.piece, tc);
    }
    case GppKind::TcfCanada: {
      CanadaString tc;
      return read_canada_string(section.piece, tc);
    }
    case GppKind::Usp: {
      UspString usp;
      return read_usp_string(section.piece, usp);
    }
    case GppKind::Us: {
      UsSection us;
      return read_us_section(section.id, section.piece, us);
    }
    default:
      if (!section.piece.text.empty()) return std::nullopt;
      return Flaw{"is empty", {}, section.piece.at, {}};
  }
}

std::size_t count_sections(std::string_view text) noexcept {
  std::size_t count = 0;
  for (const char c : text) count += c == '~' ? 1 : 0;
  return count;
}

}  // namespace

std::optional<Flaw> read_gpp_string(std::string_view text, GppString& out) {
  out.sections.clear();
  Pieces pieces({text, 0}, '~');
  const Piece header = *pieces.next();
  const std::size_t count = count_sections(text);
  if (auto flaw = read_header(header, count, out)) return flaw;
  if (count != out.sections.size()) {
    const std::size_t at = header.text.size();
    return Flaw{"has sections that its header does not announce", {}, at, {}};
  }
  for (GppSection& section : out.sections) {
    section.piece = *pieces.next();
    auto flaw = check_section(section);
    if (!flaw) continue;
    if (flaw->part.empty()) flaw->part = section.prefix;
    return flaw;
  }
  return std::nullopt;
}

}  // namespace sluice
