#include "sluice/base/outcomes.hpp"

namespace sluice {

bool tells_outcomes() noexcept { return true; }

}  // namespace sluice
