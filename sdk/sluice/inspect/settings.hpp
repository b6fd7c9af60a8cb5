#pragma once

#include "sluice/inspect/behaviour.hpp"
#include "sluice/inspect/changes.hpp"

namespace sluice::inspect {

// Compares the parts of two policies that do not depend on the visitor's
// situation: id, purposes, addresses, storage, receipts, vendors.
void compare_settings(const Policy& before, const Policy& after,
                      Changes& changes);

// Compares how much two regimes hold, for how long, and what a withdrawal does.
void compare_regimes(const Behaviour& behaviour, Changes& changes);

}  // namespace sluice::inspect
