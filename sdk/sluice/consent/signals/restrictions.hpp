#pragma once

#include <cstdint>

#include "sluice/consent/signals/bits.hpp"
#include "sluice/consent/signals/vendor_set.hpp"

namespace sluice {

// What a publisher lets vendors use a purpose for.
enum class RestrictionType : std::uint8_t {
  NotAllowed = 0,
  RequireConsent = 1,
  RequireLegitimateInterest = 2
};

// One publisher restriction: for these vendors, this purpose is limited so.
struct Restriction {
  std::uint32_t purpose = 0;
  RestrictionType type = RestrictionType::NotAllowed;
  VendorSet vendors;
};

// The publisher restrictions of a consent string, where they stand in it.
// The same purpose and type may come more than once. Refused: purpose 0, and
// the type 3, which is not defined.
class Restrictions {
 public:
  // How the vendors of one are written: TCF has ranges alone, Canada's newer
  // layout a whole vendor set.
  using ReadVendors = VendorSet (*)(BitReader&);

  Restrictions() = default;
  [[nodiscard]] static Restrictions read(BitReader& reader,
                                         ReadVendors read_vendors);

  // Calls visit(const Restriction&) for each, in the order of the string.
  template <typename Visit>
  void each(Visit visit) const {
    BitReader reader(bits_, from_);
    for (std::uint32_t i = 0; i < count_; ++i) {
      visit(read_one(reader, read_vendors_));
    }
  }

 private:
  [[nodiscard]] static Restriction read_one(BitReader& reader,
                                            ReadVendors read_vendors);

  Bits bits_;
  std::size_t from_ = 0;
  std::uint32_t count_ = 0;
  ReadVendors read_vendors_ = nullptr;
};

}  // namespace sluice
