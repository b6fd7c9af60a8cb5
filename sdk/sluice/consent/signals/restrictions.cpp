#include "sluice/consent/signals/restrictions.hpp"

namespace sluice {

Restriction Restrictions::read_one(BitReader& reader,
                                   ReadVendors read_vendors) {
  Restriction one;
  one.purpose = reader.integer(6);
  if (one.purpose == 0) reader.refuse("restricts a purpose 0");
  const std::uint32_t type = reader.integer(2);
  if (type > 2) reader.refuse("has a restriction of an undefined type");
  one.type = static_cast<RestrictionType>(type);
  one.vendors = read_vendors(reader);
  return one;
}

Restrictions Restrictions::read(BitReader& reader, ReadVendors read_vendors) {
  Restrictions all;
  all.count_ = reader.integer(12);
  all.bits_ = reader.bits();
  all.from_ = reader.position();
  all.read_vendors_ = read_vendors;
  for (std::uint32_t i = 0; i < all.count_ && reader.ok(); ++i) {
    (void)read_one(reader, read_vendors);
  }
  return reader.ok() ? all : Restrictions();
}

}  // namespace sluice
