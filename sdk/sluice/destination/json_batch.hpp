#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/delivery/answer.hpp"
#include "sluice/delivery/batch.hpp"

namespace sluice {

// The one way of speaking to a collector so far: a JSON object with the events
// in an array, posted to an endpoint. sdk/sluice/tracker/README.md shows it.

// text/plain needs no CORS preflight.
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
inline constexpr std::string_view kJsonBatchType = "text/plain;charset=UTF-8";

// The body of one request: the batch's own bytes and at most
// kMaxEnvelopeBytes.
// `policy`: what let its events out, id and revision.
[[nodiscard]] Text write_json_batch(const Batch& batch, std::string_view policy,
                                    double sent_wall_ms);

// `status` is HTTP's; 0 stands for no answer: network error, timeout, CORS.
// 0, 408, 425 and 429 are worth another try; 5xx too, but may be one event's
// fault; 413, 400 and 422 are the events' fault; everything else is final.
[[nodiscard]] Answer read_answer(int status) noexcept;

}  // namespace sluice
