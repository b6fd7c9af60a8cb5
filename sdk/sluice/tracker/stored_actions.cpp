// Actions for a page that is gone: the stored queue, and what is deferred.
#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/tracker/actions.hpp"

namespace sluice {

void Actions::stash(const Batch& batch, std::size_t destination,
                    std::string_view prefix, std::string_view text) {
  auto out = begin("stash");
  out.integer("destination", static_cast<double>(destination))
      .integer("batch", batch.number)
      .text("prefix", prefix)
      .text("id", batch.id)
      .integer("max_bytes", kMaxStoredBytes)
      .text("text", text);
  end(out);
}

void Actions::defer(std::size_t destination, const Posting& posting) {
  auto out = begin("defer");
  out.integer("destination", static_cast<double>(destination));
  if (!posting.url.empty()) write(out, posting);
  end(out);
}

void Actions::more() {
  auto out = begin("more");
  end(out);
}

bool Actions::is_full() const noexcept {
  return text_.size() > kManyActionsBytes;
}

void Actions::claim(std::string_view prefix) {
  auto out = begin("claim");
  out.text("prefix", prefix);
  end(out);
}

void Actions::lease(std::string_view prefix, std::string_view id,
                    double wall_ms) {
  auto out = begin("lease");
  out.text("key", join({prefix, id})).integer("until", wall_ms);
  end(out);
}

void Actions::discard(std::string_view prefix, std::string_view id) {
  auto out = begin("discard");
  out.text("prefix", join({prefix, id}));
  end(out);
}

}  // namespace sluice
