#pragma once

#include "sluice/inspect/behaviour.hpp"
#include "sluice/inspect/changes.hpp"

namespace sluice::inspect {

// What of two policies is no matter of situations: the policy's id, purposes,
// addresses, storage, receipts, vendors.
void compare_settings(const Policy& before, const Policy& after,
                      Changes& changes);

// Of two regimes: how much is held, for how long, and what a withdrawal does.
void compare_regimes(const Behaviour& behaviour, Changes& changes);

}  // namespace sluice::inspect
