#pragma once

#include <string_view>

#include "sluice/event/event.hpp"

namespace sluice {

// Whether an event is of the part of all visitors, sessions or page loads that
// a site wants: "event.sampling", in basis points. By the last eight hex digits
// of the id, which are random: the same id is always in or out, and whoever is
// in stays so when the part grows. `by`: 0 visitor, 1 session, 2 page; for what
// is not known the next one. Without any of them, and without a part that is
// wanted, it is in.
[[nodiscard]] bool is_sampled(const Event& event, unsigned by) noexcept;

}  // namespace sluice
