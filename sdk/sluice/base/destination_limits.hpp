#pragma once

#include <cstddef>

// As limits.hpp: the numbers of destinations that are described.
namespace sluice {

// The text of a description, or of its config; Snowplow's has 6 KiB.
inline constexpr std::size_t kMaxDescriptionBytes = 32 * 1024;
// Bytes written for one event, or for the envelope of a request, parts counted
// again in what they are parts of: Snowplow's order of 80 items takes 90 KiB.
inline constexpr std::size_t kMaxFillBytes = 256 * 1024;
// A body of more than one event: two keepalive requests fit in what the
// browser allows, with the envelope of kMaxBatchBytes.
inline constexpr std::size_t kMaxBodyBytes = 16 * 1024;
// A body, where the description sets no limit: what a browser lets leave with
// keepalive, and most servers take.
inline constexpr double kMaxPostingBytes = 64 * 1024;
// Below it a body fits in the one packet that a request takes anyway, with its
// headers: gzip would gain nothing.
inline constexpr std::size_t kMinGzipBytes = 1400;

}  // namespace sluice
