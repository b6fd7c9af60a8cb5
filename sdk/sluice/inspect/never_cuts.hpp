#pragma once

#include "sluice/consent/gate.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// Writes the member "cut" of a field that leaves, where the policy's "never"
// cut something out of its value or its name:
// [{"what": "email", "line", "rule"}], in the policy's order.
void write_cuts(const Source& source, const Fields::Field& field,
                const FieldJudgement& judged, json::Writer& out);

}  // namespace sluice::inspect
