#pragma once

#include <cstddef>
#include <string_view>

#include "sluice/consent/policy.hpp"
#include "sluice/inspect/changes.hpp"
#include "sluice/inspect/page.hpp"

namespace sluice::inspect {

// How much was compared.
struct Compared {
  std::size_t situations = 0;
  bool is_sampled = false;
};

// What changes from one policy to another, for people who have to approve it.
// `date`: "YYYY-MM-DD", or empty.
[[nodiscard]] Page diff_page(const Policy& before, const Policy& after,
                             const Changes& changes, const Compared& compared,
                             std::string_view date);

}  // namespace sluice::inspect
