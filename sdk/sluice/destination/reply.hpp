#pragma once

#include <cstddef>
#include <list>
#include <string_view>

#include "sluice/delivery/answer.hpp"
#include "sluice/delivery/batch.hpp"
#include "sluice/destination/description.hpp"

namespace sluice {

// What a collector answered, as far as its description wants to see it.
struct Said {
  int status = 0;           // HTTP's; 0: no answer
  std::string_view header;  // the one that the description names
  std::string_view body;
};

struct Reply {
  // For the events that it does not reject.
  Answer answer = Answer::Taken;
  std::list<std::size_t> rejected;  // indices in the batch
  std::size_t lost = 0;             // events rejected without saying which
};

// Reads the answer to a batch by the first rule of the description's "answers"
// that it fits, or by its status as everybody else's.
[[nodiscard]] Reply read_reply(const Description& description,
                               const Batch& batch, const Said& said);

// Whether a description wants to see more of an answer than its status.
[[nodiscard]] bool wants_answer(const Description& description) noexcept;

}  // namespace sluice
