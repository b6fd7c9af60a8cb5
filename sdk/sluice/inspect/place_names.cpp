#include "sluice/inspect/place_names.hpp"

#include <algorithm>
#include <array>

#include "sluice/base/strings.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/iso_regions.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

struct Alias {
  std::string_view written;
  std::string_view meant;
};

// What people write, in capitals, for what is called otherwise.
constexpr std::array kAliases = {
    Alias{"EU", "EEA"},    Alias{"EUROPE", "EEA"},   Alias{"UK", "GB"},
    Alias{"EL", "GR"},     Alias{"ALL", "*"},        Alias{"ANY", "*"},
    Alias{"GLOBAL", "*"},  Alias{"WORLD", "*"},      Alias{"DEFAULT", "*"},
    Alias{"US-ALL", "US"}, Alias{"UOOM", "US-UOOM"},
};

// What servers say of visitors whose place they do not know.
constexpr std::string_view kUnknownPlaces = "XX ZZ T1 EU";

Text upper(std::string_view text) {
  Text out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    char& c = out.data()[i];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  return out;
}

std::string_view next_code(std::string_view& rest) noexcept {
  constexpr std::string_view kSpace = " \n";
  rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
  const auto code = rest.substr(0, rest.find_first_of(kSpace));
  rest.remove_prefix(code.size());
  return code;
}

// What the table has of a country, from its code in three letters on; empty for
// what is no country.
std::string_view entry_of(std::string_view country) noexcept {
  auto rest = kIsoRegions;
  while (!rest.empty()) {
    const auto begin = rest.find(':');
    if (begin == std::string_view::npos) return {};
    rest.remove_prefix(begin + 1);
    const auto entry = rest.substr(0, rest.find(':'));
    if (entry.substr(0, entry.find(' ')) == country) {
      return entry.substr(country.size());
    }
  }
  return {};
}

bool has_part(std::string_view entry, std::string_view part) noexcept {
  (void)next_code(entry);  // the country in three letters
  for (auto one = next_code(entry); !one.empty(); one = next_code(entry)) {
    if (one == part) return true;
  }
  return false;
}

// The code in two letters of one in three; empty if there is none.
std::string_view country_of(std::string_view alpha3) noexcept {
  auto rest = kIsoRegions;
  std::string_view country;
  for (auto one = next_code(rest); !one.empty(); one = next_code(rest)) {
    const bool is_code = !country.empty();
    if (is_code && one == alpha3) return country;
    country = one.starts_with(':') ? one.substr(1) : std::string_view();
  }
  return {};
}

bool is_place(std::string_view region) noexcept {
  const auto dash = region.find('-');
  const auto entry = entry_of(region.substr(0, dash));
  if (entry.empty()) return false;
  return dash == std::string_view::npos ||
         has_part(entry, region.substr(dash + 1));
}

bool is_group(std::string_view region) noexcept {
  return region == "*" || !regions_of(region).empty();
}

// The country that was meant by a code; empty if nobody can say.
std::string_view meant_country(std::string_view code) noexcept {
  if (!entry_of(code).empty()) return code;
  for (const auto& [written, meant] : kAliases) {
    if (code == written && !is_group(meant)) return meant;
  }
  return code.size() == 3 ? country_of(code) : std::string_view();
}

// The region that was probably meant; empty if nobody can say.
Text meant_region(std::string_view region) {
  Text code = upper(trim(region));
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code.data()[i] == '_' || code.data()[i] == ' ') code.data()[i] = '-';
  }
  if (is_group(code) || is_place(code)) return code;
  const std::string_view text = code;
  for (const auto& [written, meant] : kAliases) {
    if (text == written) return Text(meant);
  }
  const auto dash = text.find('-');
  const auto country = meant_country(text.substr(0, dash));
  if (country.empty()) return {};
  if (dash == std::string_view::npos) return Text(country);
  const Text whole = join({country, text.substr(dash)});
  return is_place(whole) ? whole : Text();
}

// What is wrong with it, where nobody can say what was meant.
Text reason(std::string_view region) {
  const auto dash = region.find('-');
  const auto country = region.substr(0, dash);
  if (dash != std::string_view::npos && !entry_of(country).empty()) {
    return join({" (ISO 3166-2 has no such part of ", country, ")"});
  }
  if (has_exact_word(kUnknownPlaces, region)) {
    return Text(
        " (it stands for a place that is not known, and "
        "\"unknownRegion\" is for that)");
  }
  return Text(" (no code of ISO 3166)");
}

Text flaw(std::string_view region, const Text& meant) {
  if (meant.empty()) {
    return join({quoted(region), " is no place", reason(region)});
  }
  return join(
      {quoted(region), " is no place, did you mean ", quoted(meant), "?"});
}

// Whether the gate takes a region for the one that was meant.
bool is_read_as(std::string_view region, std::string_view meant) noexcept {
  const auto group = regions_of(meant);
  const auto one = group.substr(0, group.find(' '));
  return meant != "*" && matches_region(region, group.empty() ? meant : one);
}

}  // namespace

std::optional<Text> region_flaw(std::string_view region) {
  if (is_group(region) || is_place(region)) return std::nullopt;
  const Text meant = meant_region(region);
  Text words = flaw(region, meant);
  if (meant.empty()) {
    words.append(": no visitor is ever there, and the next regime applies");
  } else if (is_read_as(region, meant)) {
    words.append(" A page reads it so");
  } else {
    words.append(" No visitor is ever there, and the next regime applies");
  }
  return words;
}

std::optional<Text> visitor_flaw(std::string_view region) {
  if (region.empty() || is_place(upper(region))) return std::nullopt;
  Text meant = meant_region(region);
  if (is_group(meant)) {
    return join({quoted(region),
                 " is not where a visitor is: name a country, \"FR\", or a "
                 "part of one, \"US-CA\""});
  }
  return flaw(region, meant);
}

}  // namespace sluice::inspect
