#pragma once

#include <optional>
#include <string_view>

#include "sluice/json/document.hpp"

namespace sluice::inspect {

// The first mistake in a text that is no JSON, in the words of somebody who
// wrote it by hand: "a comma before the closing brace }", with its place. None
// for a text whose form is right, and for what is refused for another reason:
// its size, its depth, its encoding.
// https://www.rfc-editor.org/rfc/rfc8259
[[nodiscard]] std::optional<json::ReadError> find_json_mistake(
    std::string_view text);

// Reads a text into a document, as Document::read() does, with an error in
// those words.
[[nodiscard]] std::optional<json::ReadError> read_json(json::Document& document,
                                                       std::string_view text);

// An error of a reader in those words, where there are any.
[[nodiscard]] json::ReadError in_words(std::string_view text,
                                       json::ReadError error);

}  // namespace sluice::inspect
