#pragma once

#include <optional>
#include <string_view>

#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

enum class ClickTarget : std::uint8_t { Link, Button };

// What a click activated. Views into the fact and the page's address.
struct Click {
  ClickTarget target;
  json::Value element;    // the link or button, of the fact's path
  std::string_view href;  // of a link; empty where it is no address to keep
  bool is_outbound;       // leads to another host
  bool is_download;       // leads to a file
  bool is_middle;
  json::Value mark;  // what it, or the next element around it, says in HTML

  // Adds the fields "click.*".
  void describe(Fields& fields) const;
};

// Finds the link or button among the elements of the fact `click`, innermost
// first; none if nothing in its path is meant to be clicked.
[[nodiscard]] std::optional<Click> read_click(json::Value fact,
                                              std::string_view page_url);

}  // namespace sluice
