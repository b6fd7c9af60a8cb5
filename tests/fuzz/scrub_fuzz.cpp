// Secrets in an address: scrubbed once, it is scrubbed, and no e-mail address
// is left in it however often its escapes are decoded.
#include "fuzz.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/base/utf8.hpp"
#include "sluice/consent/scrub.hpp"

namespace sluice::fuzz {
namespace {

void check(std::string_view text) {
  const Text address = mend_utf8(Text(text));
  const Text scrubbed = scrub_address(address);
  require(std::string_view(mend_utf8(scrubbed)) == std::string_view(scrubbed));
  Text cut;
  if (scrub(address, kAddressSecrets | kPhone, cut)) {
    require(std::string_view(mend_utf8(cut)) == std::string_view(cut));
  }
  const Text kept = keep_address(address);
  require(kept.size() <= kMaxUrlBytes);
  // A word that stood for a secret may complete what was around it.
  const Text twice = scrub_address(scrubbed);
  require(twice.size() <= scrubbed.size() + 16);
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
