#pragma once

#include <cstddef>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/base/time.hpp"
#include "sluice/delivery/answer.hpp"
#include "sluice/delivery/batch.hpp"

namespace sluice {

// How a collector is spoken to that no description is about: a JSON object with
// the events as rows, posted to an endpoint. tracker/README.md shows it.

// text/plain needs no CORS preflight.
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
inline constexpr std::string_view kJsonBatchType = "text/plain;charset=UTF-8";

// The body of one request: mostly a quarter of the batch's own bytes, at most
// those and kMaxEnvelopeBytes.
// `policy`: what let its events out, id and revision.
[[nodiscard]] Text write_json_batch(const Batch& batch, std::string_view policy,
                                    Moment now);

// The bytes that body takes, or up to kMaxEnvelopeBytes more.
[[nodiscard]] std::size_t measure_json_batch(const Batch& batch, Moment now);

// `status` is HTTP's; 0 stands for no answer: network error, timeout, CORS.
// 0, 408, 425 and 429 are worth another try; 5xx too, but may be one event's
// fault; 413, 400 and 422 are the events' fault; everything else is final.
[[nodiscard]] Answer read_answer(int status) noexcept;

// Whether it is the request as it was made that is refused: another may be
// taken, if only one that is not gzipped.
[[nodiscard]] bool is_refusal(int status) noexcept;

}  // namespace sluice
