#include "sluice/consent/signals/vendor_set.hpp"

#include <algorithm>

#include "sluice/consent/signals/fibonacci.hpp"

namespace sluice {

IdRange VendorSet::read_range(BitReader& reader, RangeCoding coding,
                              std::uint32_t before) noexcept {
  if (coding == RangeCoding::Fibonacci) {
    const FibonacciRange range = read_fibonacci_range(reader, before);
    return {range.first, range.last};
  }
  const bool is_range = reader.bit();
  const std::uint32_t first = reader.integer(16);
  return {first, is_range ? reader.integer(16) : first};
}

VendorSet VendorSet::read(BitReader& reader, RangeCoding coding) {
  const std::uint32_t max_id = reader.integer(16);
  if (reader.bit()) return read_ranges(reader, coding, max_id);
  VendorSet set;
  set.bits_ = reader.bits();
  set.from_ = reader.position();
  set.count_ = max_id;
  set.max_id_ = max_id;
  reader.skip(max_id);
  return reader.ok() ? set : VendorSet();
}

VendorSet VendorSet::read_ranges(BitReader& reader, RangeCoding coding,
                                 std::uint32_t max_id) {
  VendorSet set;
  set.form_ = Form::Ranges;
  set.coding_ = coding;
  set.max_id_ = max_id;
  set.count_ = reader.integer(12);
  set.bits_ = reader.bits();
  set.from_ = reader.position();
  std::uint32_t before = 0;
  for (std::uint32_t i = 0; i < set.count_ && reader.ok(); ++i) {
    const IdRange range = read_range(reader, coding, before);
    if (range.last < range.first) {
      reader.refuse("has a range that ends before it starts");
    }
    if (range.first == 0) reader.refuse("has a vendor 0");
    if (range.last > max_id) reader.refuse("has an id above MaxVendorId");
    before = range.last;
  }
  return reader.ok() ? set : VendorSet();
}

bool VendorSet::has(std::uint32_t id) const noexcept {
  if (form_ == Form::Field) {
    return id >= 1 && id <= count_ && bits_.bit(from_ + id - 1);
  }
  bool found = false;
  each([&](IdRange range) {
    found = id >= range.first && id <= range.last;
    return !found;
  });
  return found;
}

bool VendorSet::is_tight() const noexcept {
  std::uint32_t highest = 0;
  each([&](IdRange range) {
    highest = std::max(highest, range.last);
    return true;
  });
  return highest == max_id_;
}

VendorSet::Cursor::Cursor(const VendorSet& set) noexcept
    : set_(set), reader_(set.bits_, set.from_) {}

bool VendorSet::Cursor::next() noexcept {
  if (set_.form_ == Form::Field) return next_run();
  if (done_ == set_.count_) return false;
  ++done_;
  range_ = read_range(reader_, set_.coding_, range_.last);
  return true;
}

// The next run of set bits in a bit field.
bool VendorSet::Cursor::next_run() noexcept {
  const auto is_set = [this](std::uint32_t id) {
    return set_.bits_.bit(set_.from_ + id - 1);
  };
  std::uint32_t id = done_ + 1;
  while (id <= set_.count_ && !is_set(id)) ++id;
  if (id > set_.count_) return false;
  range_.first = id;
  while (id < set_.count_ && is_set(id + 1)) ++id;
  range_.last = id;
  done_ = id;
  return true;
}

}  // namespace sluice
