#include "sluice/tracker/option_values.hpp"

#include <algorithm>
#include <cstddef>

#include "sluice/base/limits.hpp"

namespace sluice {

std::optional<Text> read_words(json::Value option) {
  Text words;
  std::size_t count = 0;
  const auto add = [&words, &count](std::string_view text) {
    while (!text.empty()) {
      const auto end = std::min(text.find_first_of(" ,"), text.size());
      if (end > 0 && ++count <= kMaxWords) {
        if (!words.empty()) words.append(' ');
        words.append(text.substr(0, end));
      }
      text.remove_prefix(std::min(end + 1, text.size()));
    }
  };
  add(option.text());
  for (auto one = option.first(); one.exists(); one = one.next()) {
    add(one.text());
  }
  if (words.empty() || count > kMaxWords) return std::nullopt;
  return words;
}

}  // namespace sluice
