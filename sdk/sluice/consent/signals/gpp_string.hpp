#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sluice/consent/signals/flaw.hpp"
#include "sluice/consent/signals/pieces.hpp"

namespace sluice {

// What a section of a GPP string is to us.
enum class GppKind : std::uint8_t {
  TcfEurope,  // 2, a TC string
  TcfCanada,  // 5
  Usp,        // 6, a US Privacy string as it is
  Us,         // 7 to 23
  Unsettled,  // 24 to 27: two layouts are about, so none is taken for sure
  Unknown     // any other
};

struct GppSection {
  std::uint32_t id = 0;
  GppKind kind = GppKind::Unknown;
  std::string_view prefix;  // as in the API; empty for an unknown one
  Piece piece;
};

// A GPP string taken apart: its sections in their order. Points into the text.
// https://github.com/InteractiveAdvertisingBureau/Global-Privacy-Platform
struct GppString {
  std::vector<GppSection> sections;
};

// Reads the header of `text` and every section we know into `out`; what they
// say is then read from a section's piece, which is known to be sound. One
// unsound section makes the whole string unsound. Work is linear in the
// length of the text.
[[nodiscard]] std::optional<Flaw> read_gpp_string(std::string_view text,
                                                  GppString& out);

}  // namespace sluice
