#pragma once

#include <cstddef>

// The numbers of leaving a page, continued from limits.hpp.
namespace sluice {

// There is no later to save room for: the browser's whole quota.
inline constexpr std::size_t kMaxExitKeepalive = 64 * 1024;

// The queues of all destinations together: the module has 4 MiB for them, for
// what is being written of them, and for the rest.
inline constexpr std::size_t kMaxQueuesBytes = 1024 * 1024;
// The actions of one fact, with which a request is not begun any more: what is
// left follows in the same task.
inline constexpr std::size_t kManyActionsBytes = 128 * 1024;

// Of all stored queues of a site together: localStorage is 5 MiB for the whole
// site, and is read before its first page can run.
inline constexpr std::size_t kMaxStoredBytes = 128 * 1024;
// For so long after its last request is over a batch belongs to the tab that
// took it: longer than a busy main thread holds up a tab.
inline constexpr double kLeaseMs = 60 * 1000.0;
// For so long one that left with the page does: its request has ended by then
// (kTimeoutMs), and a page that lives on has had time to say so.
inline constexpr double kExitLeaseMs = 15 * 1000.0;

// How long what queues is in memory only, where the browser would send it for
// a page that dies, or the device can keep it: a burst of events is handed over
// once.
inline constexpr double kDeferMs = 250;
// A batch that is backed up takes further events while it stays within: so much
// is written again for each burst at most, and a long outage ends with twice
// the requests it would have without.
inline constexpr std::size_t kMaxGrownBytes = 8 * 1024;

}  // namespace sluice
