// Forwards the calls of abi.h, and of debug.h, to the one tracker. A module has
// those that its list of exports names.
#include "abi.h"

#include <cstdlib>

#include "debug.h"
#include "sluice/base/limits.hpp"
#include "sluice/tracker/tracker.hpp"

namespace {

constexpr uint32_t kAbiVersion = 1;

// Never destroyed: a destructor would register itself, and bring with it the
// machinery of exit(). Its constructor has run when the module is built
// (js/tools/modules.mjs).
union Lasting {
  sluice::Tracker tracker{};
  ~Lasting() {}
} lasting;
sluice::Tracker& tracker = lasting.tracker;

// Where the host writes a fact; grown, never freed.
char* room = nullptr;
uint32_t room_bytes = 0;

}  // namespace

uint32_t sluice_get_abi_version(void) { return kAbiVersion; }

char* sluice_reserve_fact(uint32_t bytes) {
  if (bytes > sluice::kMaxFactBytes) return nullptr;
  if (bytes > room_bytes) {
    std::free(room);
    room = static_cast<char*>(std::malloc(bytes));
    room_bytes = room == nullptr ? 0 : bytes;
  }
  return room;
}

int32_t sluice_take_fact(uint32_t bytes) {
  if (bytes > room_bytes) return static_cast<int32_t>(sluice::Status::BadFact);
  return static_cast<int32_t>(tracker.take(room, bytes));
}

const char* sluice_get_actions(void) { return tracker.actions().text().data(); }

uint32_t sluice_get_actions_size(void) {
  return static_cast<uint32_t>(tracker.actions().text().size());
}

const char* sluice_get_outcomes(void) {
  return tracker.actions().outcomes().data();
}

uint32_t sluice_get_outcomes_size(void) {
  return static_cast<uint32_t>(tracker.actions().outcomes().size());
}
