#include "sluice/capture/selector.hpp"

#include <array>
#include <cstddef>
#include <string_view>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::size_t kSelectorDepth = 5;

// By which tests find elements: what a site keeps the same on purpose.
constexpr std::array<std::string_view, 4> kTestIds = {
    "data-testid", "data-test", "data-cy", "data-qa"};

// With which frameworks begin the ids they generate.
constexpr std::array<std::string_view, 8> kGenerated = {
    "ember", "radix-", "headlessui-", "react-aria",
    "mui-",  "css-",   "svelte-",     "__"};

bool is_digit(char c) noexcept { return c >= '0' && c <= '9'; }

// Counted through ("ember1234", "gwt-uid-123") or hashed ("css-1a2b3c"): three
// digits on end, or letters and digits in turns.
bool is_generated(std::string_view name) noexcept {
  for (const auto prefix : kGenerated) {
    if (name.starts_with(prefix)) return true;
  }
  std::size_t digits = 0;
  std::size_t turns = 0;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    digits = is_digit(c) ? digits + 1 : 0;
    const bool is_break = c == '-' || c == '_';
    if (is_break) turns = 0;
    if (i > 0 && !is_break && is_digit(c) != is_digit(name[i - 1])) ++turns;
    if (digits == 3 || turns == 4) return true;
  }
  return false;
}

// One that needs no escapes, and that a person wrote.
bool is_stable(std::string_view name) noexcept {
  return name.size() <= kMaxNameBytes && is_word(name, "-_") &&
         !is_generated(name);
}

// Where a selector may start; empty if the element is no such place.
Text make_anchor(json::Value element) {
  const auto id = element.member("id").text();
  if (is_stable(id)) return join({"#", id});
  for (const auto name : kTestIds) {
    const auto value = element.member(name).text();
    if (is_stable(value)) return join({"[", name, "=\"", value, "\"]"});
  }
  return {};
}

Text make_step(json::Value element, bool is_masked) {
  const auto tag = cut(element.member("tag").text(), kMaxNameBytes);
  const auto name = element.member("name").text();
  if (!is_masked && is_stable(name)) {
    return join({tag, "[name=\"", name, "\"]"});
  }
  const auto nth = element.member("nth");
  if (!nth.number()) return Text(tag);
  return join({tag, ":nth-of-type(", cut(nth.text(), 6), ")"});
}

}  // namespace

Text make_selector(json::Value element, bool is_masked) {
  Text selector;
  for (std::size_t i = 0; i < kSelectorDepth && element.exists(); ++i) {
    Text step = is_masked ? Text() : make_anchor(element);
    const bool is_anchor = !step.empty();
    if (!is_anchor) step = make_step(element, is_masked);
    selector = join({step, selector.empty() ? "" : " > ", selector});
    if (is_anchor) break;
    element = element.next();
  }
  return selector;
}

}  // namespace sluice
