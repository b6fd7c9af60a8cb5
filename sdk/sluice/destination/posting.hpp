#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/delivery/batch.hpp"
#include "sluice/destination/description.hpp"

namespace sluice {

enum class Fit : std::uint8_t {
  Fits,
  Empty,     // nothing of it is for this collector
  TooLarge,  // for one request, or one of its events for the core
};

// A request as the host is to make it.
struct Posting {
  Fit fit = Fit::Empty;
  Text url;
  Text type;     // Content-Type; empty of a request without body
  Text headers;  // others, as a JSON object; mostly empty
  Text body;
  // What is different where that is gzipped, as a JSON object of "url", "type"
  // and "headers"; empty: it may not be.
  Text gzip{};
};

// Whether gzip pays for a body of that size, and there is time for it: a page
// that is left has none.
[[nodiscard]] bool pays_gzip(std::size_t bytes, bool is_leaving) noexcept;

// Makes the request of a batch, `description` being one that exists.
// `is_leaving`: the page is, when a request that asks first (CORS preflight)
// comes too late; a description may know another way for that.
[[nodiscard]] Posting make_posting(const Description& description,
                                   const Batch& batch, double now_ms,
                                   bool is_leaving);

// Whether the request of a batch is larger than any should be: its halves are
// smaller, and only one event has none.
[[nodiscard]] bool is_above_limit(const Posting& posting,
                                  const Batch& batch) noexcept;

// The rows of one event: their number, and each appended to `rows` with
// `separator` before it but at the beginning of `rows`. Negative: too large.
[[nodiscard]] int append_rows(const Description& description, json::Value event,
                              json::Value about, double now_ms, char separator,
                              Text& rows);

}  // namespace sluice
