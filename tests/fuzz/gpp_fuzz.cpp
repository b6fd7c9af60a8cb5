// GPP strings: a section that was found sound can be read again, and no value
// of it is undefined.
#include "fuzz.hpp"
#include "sluice/inspect/strings_json.hpp"

namespace sluice::fuzz {
namespace {

void check_us(const GppSection& section) {
  UsSection us;
  require(!read_us_section(section.id, section.piece, us));
  require(us.layout->section == section.id);
  each_us_field(
      us, [&](std::string_view name, std::uint32_t values, std::size_t at) {
        require(!name.empty());
        for (std::uint32_t i = 0; i < values; ++i) {
          require(us.core.number(at + i * kUsValueBits, kUsValueBits) != 3);
        }
      });
  require(us.layout->has_gpc || !us.gpc);
}

void check(std::string_view text) {
  GppString gpp;
  if (const auto flaw = read_gpp_string(text, gpp)) {
    require(!flaw->what.empty());
    require(flaw->at <= text.size());
    return;
  }
  require(gpp.sections.size() <= text.size());
  std::uint32_t before = 0;
  for (const GppSection& section : gpp.sections) {
    require(section.id > before);
    before = section.id;
    require(!section.piece.text.empty());
    if (section.kind == GppKind::Us) check_us(section);
  }
  Text json;
  json::Writer out(json);
  inspect::write_gpp_string(gpp, out);
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
