#include "sluice/delivery/sampling.hpp"

#include <array>

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::array<std::string_view, 3> kIds = {"visitor.id", "session.id",
                                                  "page.id"};
constexpr std::size_t kDigits = 8;

}  // namespace

bool is_sampled(const Event& event, unsigned by) noexcept {
  const auto part = parse_number(event.fields.text("event.sampling"));
  if (!part) return true;
  for (std::size_t i = by; i < kIds.size(); ++i) {
    const auto id = event.fields.text(kIds[i]);
    if (id.size() < kDigits) continue;
    double place = 0;  // from 0 to 2^32
    for (const char c : id.substr(id.size() - kDigits)) {
      place = place * 16 + (c <= '9' ? c - '0' : lower(c) - 'a' + 10);
    }
    return place / 4294967296.0 < *part / 10000;
  }
  return true;
}

}  // namespace sluice
