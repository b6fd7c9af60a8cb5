#pragma once

#include <optional>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The words of an option that is a list, as has_word() has them: a list of
// texts or numbers, or a text of words that spaces or commas separate. None if
// there is no word in it, or more than kMaxWords.
[[nodiscard]] std::optional<Text> read_words(json::Value option);

}  // namespace sluice
