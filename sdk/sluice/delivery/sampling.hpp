#pragma once

#include <string_view>

#include "sluice/event/event.hpp"

namespace sluice {

// Whether an event belongs to the share of visitors, sessions or page loads
// that a site wants: "event.sampling", in basis points. The last eight hex
// digits of the id decide, because they are random: the same id is always in or
// always out, and an id that is in stays in when the share grows. `by`: 0
// visitor, 1 session, 2 page; an unknown id is replaced by the next one. True
// without any id, and without a wanted share.
[[nodiscard]] bool is_sampled(const Event& event, unsigned by) noexcept;

}  // namespace sluice
