#include "sluice/consent/signals/tc_fields.hpp"

namespace sluice {

LetterPair read_letters(BitReader& reader) {
  LetterPair pair;
  for (char& letter : pair.letters) {
    const std::uint32_t place = reader.integer(6);
    if (place > 25) reader.refuse("has a letter outside A to Z");
    letter = static_cast<char>('A' + place % 26);
  }
  return pair;
}

IdSet read_ids(BitReader& reader, std::uint32_t size) {
  // More than 56 bits at once would not fit in a number.
  const std::uint32_t half = size / 2;
  const std::uint64_t high = reader.number(half);
  const std::uint64_t low = reader.number(size - half);
  return {high << (size - half) | low, size};
}

TcHead read_tc_head(BitReader& reader, std::uint32_t version) {
  TcHead head;
  head.version = reader.integer(6);
  if (head.version != version) reader.refuse("has an unknown version");
  head.created_ds = reader.number(36);
  head.last_updated_ds = reader.number(36);
  head.cmp_id = reader.integer(12);
  head.cmp_version = reader.integer(12);
  head.consent_screen = reader.integer(6);
  head.consent_language = read_letters(reader);
  head.vendor_list_version = reader.integer(12);
  head.policy_version = reader.integer(6);
  return head;
}

PublisherChoices read_publisher_choices(BitReader& reader) {
  PublisherChoices choices;
  choices.consents = read_ids(reader, kPurposeBits);
  choices.others = read_ids(reader, kPurposeBits);
  choices.custom_count = reader.integer(6);
  choices.custom_consents = read_ids(reader, choices.custom_count);
  choices.custom_others = read_ids(reader, choices.custom_count);
  return choices;
}

}  // namespace sluice
