#include "sluice/consent/signals/usp_string.hpp"

#include <algorithm>
#include <cstddef>

namespace sluice {
namespace {

bool is_answer(char c) noexcept { return c == 'Y' || c == 'N' || c == '-'; }

}  // namespace

bool UspString::applies() const noexcept {
  return notice != '-' || opt_out_sale != '-' || lspa_covered != '-';
}

bool UspString::is_consistent() const noexcept {
  return opt_out_sale != '-' || !applies();
}

bool UspString::is_sale_opted_out() const noexcept {
  return opt_out_sale == 'Y' || !is_consistent();
}

std::optional<bool> UspString::is_notice_given() const noexcept {
  if (notice == '-') return std::nullopt;
  return notice == 'Y';
}

std::optional<Flaw> read_usp_string(Piece piece, UspString& out) noexcept {
  constexpr std::size_t kSize = 4;
  const auto flaw = [piece](std::string_view what, std::size_t at) {
    return Flaw{what, {}, piece.at + at, {}};
  };
  const std::string_view text = piece.text;
  if (text.empty()) return flaw("is empty", 0);
  if (text[0] != '1') return flaw("is not of version 1", 0);
  for (std::size_t i = 1; i < std::min(text.size(), kSize); ++i) {
    if (!is_answer(text[i]))
      return flaw("has a character other than Y, N and -", i);
  }
  if (text.size() < kSize) return flaw("ends too early", text.size());
  if (text.size() > kSize) return flaw("goes on after its end", kSize);
  out = {text[1], text[2], text[3]};
  return std::nullopt;
}

}  // namespace sluice
