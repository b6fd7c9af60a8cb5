#pragma once

#include <cstddef>
#include <cstdint>

#include "sluice/consent/signals/bits.hpp"

namespace sluice {

// Ids from `first` to `last`, both included.
struct IdRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;
};

// How a set writes its ranges; a bit field is the same in both.
enum class RangeCoding : std::uint8_t { Fixed, Fibonacci };

// A set of vendors as it stands in a consent string, to be asked in place. It
// is never expanded: 4095 ranges of 65535 vendors each are 4095 comparisons.
// Valid as long as the string's text.
class VendorSet {
 public:
  VendorSet() = default;

  // MaxVendorId, IsRangeEncoding, then a bit field or ranges. Refused: ranges
  // that end before they start, the id 0, and ids above MaxVendorId. The set
  // of a reader that refused is empty, so that asking it stays in the text.
  [[nodiscard]] static VendorSet read(BitReader& reader, RangeCoding coding);
  // NumEntries and ranges alone, as a restriction has them.
  [[nodiscard]] static VendorSet read_ranges(BitReader& reader,
                                             RangeCoding coding,
                                             std::uint32_t max_id);

  [[nodiscard]] bool has(std::uint32_t id) const noexcept;
  // MaxVendorId is the highest id in it, as encoders write it.
  [[nodiscard]] bool is_tight() const noexcept;

  // Calls visit(IdRange) for each range in the order of the string, where
  // they may overlap; a bit field's are ascending and as long as they go.
  // Stops once `visit` returns false.
  template <typename Visit>
  void each(Visit visit) const {
    for (Cursor cursor(*this); cursor.next();) {
      if (!visit(cursor.range())) return;
    }
  }

 private:
  enum class Form : std::uint8_t { Field, Ranges };

  class Cursor {
   public:
    explicit Cursor(const VendorSet& set) noexcept;
    [[nodiscard]] bool next() noexcept;
    [[nodiscard]] IdRange range() const noexcept { return range_; }

   private:
    [[nodiscard]] bool next_run() noexcept;

    const VendorSet& set_;
    BitReader reader_;
    std::uint32_t done_ = 0;  // ranges, or ids of a bit field
    IdRange range_;
  };

  [[nodiscard]] static IdRange read_range(BitReader& reader, RangeCoding coding,
                                          std::uint32_t before) noexcept;

  Bits bits_;
  std::size_t from_ = 0;
  std::uint32_t count_ = 0;  // ranges, or ids of a bit field
  std::uint32_t max_id_ = 0;
  Form form_ = Form::Field;
  RangeCoding coding_ = RangeCoding::Fixed;
};

}  // namespace sluice
