#include "sluice/inspect/sets.hpp"

#include <algorithm>
#include <vector>

namespace sluice::inspect {
namespace {

// Ranges under a key, so that all restrictions are sorted at once.
struct KeyedRange {
  std::uint32_t key = 0;
  IdRange range;

  friend bool operator<(const KeyedRange& a, const KeyedRange& b) noexcept {
    return a.key != b.key ? a.key < b.key : a.range.first < b.range.first;
  }
};
using KeyedRanges = std::vector<KeyedRange>;

void add(KeyedRanges& all, std::uint32_t key, const VendorSet& vendors) {
  vendors.each([&](IdRange range) {
    all.push_back({key, range});
    return true;
  });
}

// Writes the ranges of the key at `from`; returns where the next key begins.
std::size_t write_ranges(const KeyedRanges& sorted, std::size_t from,
                         json::Writer& out) {
  out.begin_array();
  std::size_t i = from;
  while (i < sorted.size() && sorted[i].key == sorted[from].key) {
    IdRange merged = sorted[i].range;
    for (++i; i < sorted.size() && sorted[i].key == sorted[from].key &&
              sorted[i].range.first <= merged.last + 1;
         ++i) {
      merged.last = std::max(merged.last, sorted[i].range.last);
    }
    out.begin_array().integer(merged.first).integer(merged.last).end_array();
  }
  out.end_array();
  return i;
}

void begin_restriction(std::uint32_t purpose, RestrictionType type,
                       json::Writer& out) {
  out.begin_object()
      .integer("purposeId", purpose)
      .integer("restrictionType", static_cast<double>(type))
      .name("vendors");
}

}  // namespace

void write_ids(const IdSet& ids, json::Writer& out) {
  out.begin_array();
  for (std::uint32_t id = 1; id <= ids.size; ++id) {
    if (ids.has(id)) out.integer(id);
  }
  out.end_array();
}

void write_vendors(const VendorSet& vendors, json::Writer& out) {
  KeyedRanges ranges;
  add(ranges, 0, vendors);
  std::sort(ranges.begin(), ranges.end());
  (void)write_ranges(ranges, 0, out);
}

void write_merged_restrictions(const Restrictions& restrictions,
                               json::Writer& out) {
  KeyedRanges all;
  restrictions.each([&](const Restriction& one) {
    add(all, one.purpose << 2 | static_cast<std::uint32_t>(one.type),
        one.vendors);
  });
  std::sort(all.begin(), all.end());
  out.begin_array();
  for (std::size_t i = 0; i < all.size();) {
    const std::uint32_t key = all[i].key;
    begin_restriction(key >> 2, static_cast<RestrictionType>(key & 3), out);
    i = write_ranges(all, i, out);
    out.end_object();
  }
  out.end_array();
}

void write_restrictions(const Restrictions& restrictions, json::Writer& out) {
  out.begin_array();
  restrictions.each([&](const Restriction& one) {
    begin_restriction(one.purpose, one.type, out);
    write_vendors(one.vendors, out);
    out.end_object();
  });
  out.end_array();
}

}  // namespace sluice::inspect
