#pragma once

#include "sluice/base/status.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Takes the fact `vital`, a metric as Google's library tells it. Refused: names
// and ratings that the library does not know.
// https://github.com/GoogleChrome/web-vitals#metric
Status take_vital(json::Value fact, Captures& captures);

}  // namespace sluice
