// Forwards the calls of full.h to sluice::inspect.
#include "full.h"

#include <cstdlib>
#include <string_view>

#include "sluice/base/limits.hpp"
#include "sluice/base/text.hpp"
#include "sluice/inspect/answer.hpp"

namespace {

constexpr uint32_t kFullVersion = 1;

// Never destroyed: a destructor would register itself, and bring with it the
// machinery of exit().
union Lasting {
  sluice::Text text{};
  ~Lasting() {}
} lasting;
sluice::Text& answer = lasting.text;

// Where the host writes a request; grown, never freed.
char* room = nullptr;
uint32_t room_bytes = 0;

}  // namespace

uint32_t sluice_get_full_version(void) { return kFullVersion; }

char* sluice_reserve_request(uint32_t bytes) {
  if (bytes > sluice::kMaxRequestBytes) return nullptr;
  if (bytes > room_bytes) {
    std::free(room);
    room = static_cast<char*>(std::malloc(bytes));
    room_bytes = room == nullptr ? 0 : bytes;
  }
  return room;
}

const char* sluice_ask(uint32_t bytes) {
  answer = sluice::Text();
  if (bytes > room_bytes) return nullptr;
  answer = sluice::inspect::answer(std::string_view(room, bytes));
  return answer.data();
}

uint32_t sluice_get_answer_size(void) {
  return static_cast<uint32_t>(answer.size());
}
