#include "sluice/capture/selector.hpp"

#include <cstddef>
#include <string_view>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::size_t kSelectorDepth = 5;

// An id that needs no escapes. It leaves out most of what frameworks generate
// (":r1:", "12").
bool is_plain_id(std::string_view id) noexcept {
  return id.size() <= kMaxNameBytes && is_word(id, "-_");
}

Text make_step(json::Value element) {
  const auto id = element.member("id").text();
  if (is_plain_id(id)) return join({"#", id});
  const auto tag = cut(element.member("tag").text(), kMaxNameBytes);
  const auto nth = element.member("nth");
  if (!nth.number()) return Text(tag);
  return join({tag, ":nth-of-type(", cut(nth.text(), 6), ")"});
}

}  // namespace

Text make_selector(json::Value element) {
  Text selector;
  for (std::size_t i = 0; i < kSelectorDepth && element.exists(); ++i) {
    const Text step = make_step(element);
    selector = join({step, selector.empty() ? "" : " > ", selector});
    if (std::string_view(step).starts_with('#')) break;
    element = element.next();
  }
  return selector;
}

}  // namespace sluice
