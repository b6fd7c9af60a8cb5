#include "sluice/consent/regions.hpp"

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// The European Economic Area.
// https://www.efta.int/eea/eea-agreement
constexpr std::string_view kEea =
    "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO "
    "PL PT RO SE SI SK "
    "AX GF GP MF MQ RE YT";  // parts of the EU with codes of their own

// States of the US where a universal opt-out mechanism such as Global Privacy
// Control binds. Lists disagree at the edge (MN, NJ, MD); a policy that names
// states itself overrides this one.
constexpr std::string_view kUniversalOptOut =
    "US-CA US-CO US-CT US-DE US-MD US-MN US-MT US-NE US-NH US-NJ US-OR US-TX";

bool is_capital(char c) noexcept { return c >= 'A' && c <= 'Z'; }

}  // namespace

Text normal_region(std::string_view region) {
  Text code(region);
  for (std::size_t i = 0; i < code.size(); ++i) {
    char& c = code.data()[i];
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - ('a' - 'A'));
  }
  const std::string_view text = code;
  const bool is_code = text.size() == 2 ||
                       (text.size() > 3 && text.size() < 7 && text[2] == '-');
  const bool is_place = is_code && is_capital(text[0]) && is_capital(text[1]) &&
                        !has_word("EU XX ZZ", text.substr(0, 2));
  if (text == "UK") return Text("GB");
  return is_place ? code : Text();
}

bool matches_region(std::string_view pattern,
                    std::string_view region) noexcept {
  // `check` refuses "EU", "UK" and lower case. A page that runs such a policy
  // must not fall through to the next regime, which may be laxer.
  const auto country = region.substr(0, 2);
  if (has_word("EEA EU", pattern)) return has_word(kEea, country);
  if (has_word("US-UOOM", pattern)) return has_word(kUniversalOptOut, region);
  if (pattern == "UK") pattern = "GB";
  return pattern == "*" || equals_ignoring_case(pattern, region) ||
         equals_ignoring_case(pattern, country);
}

bool matches_region(json::Value regions, std::string_view region) noexcept {
  for (auto one = regions.first(); one.exists(); one = one.next()) {
    if (matches_region(one.text(), region)) return true;
  }
  return false;
}

std::string_view regions_of(std::string_view group) noexcept {
  if (group == "EEA") return kEea;
  return group == "US-UOOM" ? kUniversalOptOut : "";
}

}  // namespace sluice
