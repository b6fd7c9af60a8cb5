#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "sluice/consent/signals/bits.hpp"
#include "sluice/consent/signals/id_set.hpp"

namespace sluice {

// What TCF Europe and TCF Canada have in common.

// Two capital letters, as languages and countries are written.
struct LetterPair {
  std::array<char, 2> letters{'A', 'A'};

  [[nodiscard]] std::string_view text() const noexcept {
    return {letters.data(), letters.size()};
  }
};

// How both begin. Times are tenths of a second since the Unix epoch.
struct TcHead {
  std::uint32_t version = 0;
  std::uint64_t created_ds = 0;
  std::uint64_t last_updated_ds = 0;
  std::uint32_t cmp_id = 0;
  std::uint32_t cmp_version = 0;
  std::uint32_t consent_screen = 0;
  LetterPair consent_language;
  std::uint32_t vendor_list_version = 0;
  std::uint32_t policy_version = 0;
};

// What the publisher asked for itself: the segment publisherTC. The second of
// each pair is legitimate interest in Europe, implied consent in Canada.
struct PublisherChoices {
  IdSet consents;
  IdSet others;
  std::uint32_t custom_count = 0;
  IdSet custom_consents;
  IdSet custom_others;
};

// Types of the segments behind the core.
enum class SegmentType : std::uint8_t {
  DisclosedVendors = 1,
  AllowedVendors = 2,  // of TCF 2.0; means nothing today
  PublisherTc = 3
};

inline constexpr std::uint32_t kPurposeBits = 24;
inline constexpr std::uint32_t kSpecialFeatureBits = 12;

// Reads up to and with the policy version, and refuses another version.
[[nodiscard]] TcHead read_tc_head(BitReader& reader, std::uint32_t version);
// Refuses what is no letter.
[[nodiscard]] LetterPair read_letters(BitReader& reader);
[[nodiscard]] IdSet read_ids(BitReader& reader, std::uint32_t size);
// Behind the segment's type.
[[nodiscard]] PublisherChoices read_publisher_choices(BitReader& reader);

}  // namespace sluice
