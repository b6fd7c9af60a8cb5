#include "sluice/capture/mark.hpp"

#include "sluice/base/limits.hpp"

namespace sluice {

std::string_view Mark::event() const noexcept {
  const auto name = written.member("event").text();
  return name.size() <= kMaxNameBytes ? name : std::string_view{};
}

Mark find_mark(json::Value path) noexcept {
  for (auto one = path.first(); one.exists(); one = one.next()) {
    // The mark of a form counts when the form is sent.
    if (one.member("tag").says("form")) continue;
    const Mark mark{one.member("mark")};
    if (!mark.event().empty() || !mark.goal().empty()) return mark;
  }
  return {};
}

}  // namespace sluice
