#include "sluice/consent/signals/us_layouts.hpp"

#include <array>

namespace sluice {
namespace {

struct Name {
  char letter;
  std::string_view text;
};

// Each layout names its fields by these letters.
constexpr std::array kNames = {
    Name{'n', "SharingNotice"},
    Name{'p', "ProcessingNotice"},
    Name{'o', "SaleOptOutNotice"},
    Name{'h', "SharingOptOutNotice"},
    Name{'t', "TargetedAdvertisingOptOutNotice"},
    Name{'d', "SensitiveDataProcessingOptOutNotice"},
    Name{'i', "SensitiveDataOptOutNotice"},
    Name{'l', "SensitiveDataLimitUseNotice"},
    Name{'O', "SaleOptOut"},
    Name{'H', "SharingOptOut"},
    Name{'T', "TargetedAdvertisingOptOut"},
    Name{'S', "SensitiveDataProcessing"},
    Name{'K', "KnownChildSensitiveDataConsents"},
    Name{'P', "PersonalDataConsents"},
    Name{'A', "AdditionalDataProcessingConsent"},
    Name{'C', "MspaCoveredTransaction"},
    Name{'M', "MspaOptOutOptionMode"},
    Name{'R', "MspaServiceProviderMode"},
};

// One letter a field; a number behind it says how many values it has. Held
// against tests/vectors/consent/gpp-fields.json by a test.
constexpr std::array kLayouts = {
    UsLayout{7, 1, true, "usnat", "nohtdlOHTS12K2PCMR"},
    UsLayout{7, 2, true, "usnat", "nohtdlOHTS16K3PCMR"},
    UsLayout{8, 1, true, "usca", "ohlOHS9K2PCMR"},
    UsLayout{9, 1, false, "usva", "notOTS8KCMR"},
    UsLayout{10, 1, true, "usco", "notOTS7KCMR"},
    UsLayout{11, 1, false, "usut", "notdOTS8KCMR"},
    UsLayout{12, 1, true, "usct", "notOTS8K3CMR"},
    UsLayout{13, 1, false, "usfl", "potOTS8K3ACMR"},
    UsLayout{14, 1, true, "usmt", "notOTS8K3ACMR"},
    UsLayout{15, 1, true, "usor", "potOTS11K3ACMR"},
    UsLayout{16, 1, true, "ustx", "potOTS8KACMR"},
    UsLayout{17, 1, true, "usde", "potOTS9K5ACMR"},
    UsLayout{18, 1, true, "usia", "potiOTS8KCMR"},
    UsLayout{19, 1, true, "usne", "potOTS8KACMR"},
    UsLayout{20, 1, true, "usnh", "potOTS8K3ACMR"},
    UsLayout{21, 1, true, "usnj", "potOTS10K5ACMR"},
    // The specification's table has "Consent" here, the library "Consents".
    UsLayout{22, 1, true, "ustn", "potOTS8KACMR"},
    UsLayout{23, 1, true, "usmn", "potOTS8KACMR"},
};

std::string_view name_of(char letter) noexcept {
  for (const Name& name : kNames) {
    if (name.letter == letter) return name.text;
  }
  return {};
}

}  // namespace

const UsLayout* find_us_layout(std::uint32_t section,
                               std::uint32_t version) noexcept {
  for (const UsLayout& layout : kLayouts) {
    if (layout.section == section && layout.version == version) return &layout;
  }
  return nullptr;
}

bool is_us_section(std::uint32_t section) noexcept {
  return section >= kLayouts.front().section &&
         section <= kLayouts.back().section;
}

std::optional<UsField> UsFields::next() noexcept {
  if (rest_.empty()) return std::nullopt;
  UsField field{name_of(rest_.front()), 0};
  rest_.remove_prefix(1);
  while (!rest_.empty() && rest_.front() <= '9') {
    field.values =
        field.values * 10 + static_cast<std::uint32_t>(rest_.front() - '0');
    rest_.remove_prefix(1);
  }
  if (field.values == 0) field.values = 1;
  return field;
}

bool is_opt_out(std::string_view field) noexcept {
  return field == "SaleOptOut" || field == "SharingOptOut" ||
         field == "TargetedAdvertisingOptOut";
}

}  // namespace sluice
