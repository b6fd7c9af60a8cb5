#pragma once

#include "sluice/consent/signals/id_set.hpp"
#include "sluice/consent/signals/restrictions.hpp"
#include "sluice/consent/signals/vendor_set.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// [id, ...]
void write_ids(const IdSet& ids, json::Writer& out);

// [[first, last], ...], ascending, with nothing between two of them missing.
void write_vendors(const VendorSet& vendors, json::Writer& out);

// [{"purposeId", "restrictionType", "vendors"}, ...]: each purpose and type
// once, in that order.
void write_merged_restrictions(const Restrictions& restrictions,
                               json::Writer& out);
// The same, as they stand in the string.
void write_restrictions(const Restrictions& restrictions, json::Writer& out);

}  // namespace sluice::inspect
