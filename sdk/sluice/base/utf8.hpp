#pragma once

#include "sluice/base/text.hpp"

namespace sluice {

// `bytes` as valid UTF-8: each maximal subpart of an ill-formed sequence
// becomes one U+FFFD, as browsers decode.
// https://encoding.spec.whatwg.org/#utf-8-decoder
[[nodiscard]] Text mend_utf8(Text bytes);

}  // namespace sluice
