#pragma once

#include <optional>
#include <string_view>

#include "sluice/consent/signals/flaw.hpp"
#include "sluice/consent/signals/pieces.hpp"

namespace sluice {

// A US Privacy string, version 1: '1' and three of 'Y', 'N', '-'.
// https://github.com/InteractiveAdvertisingBureau/USPrivacy
struct UspString {
  char notice = '-';
  char opt_out_sale = '-';
  char lspa_covered = '-';

  // False only for "1---": US privacy law is not in force here.
  [[nodiscard]] bool applies() const noexcept;
  // Opted out of the sale of personal data. '-' may stand there only in
  // "1---"; anywhere else the string contradicts itself, and this is true.
  [[nodiscard]] bool is_sale_opted_out() const noexcept;
  [[nodiscard]] bool is_consistent() const noexcept;
  // None where the string does not say.
  [[nodiscard]] std::optional<bool> is_notice_given() const noexcept;
};

// Reads `piece` into `out`. A flaw leaves `out` without a meaning. Small
// letters are refused: the specification has capitals only.
[[nodiscard]] std::optional<Flaw> read_usp_string(Piece piece,
                                                  UspString& out) noexcept;

}  // namespace sluice
