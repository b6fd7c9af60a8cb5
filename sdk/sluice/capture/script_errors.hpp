#pragma once

#include <list>
#include <string_view>

#include "sluice/base/status.hpp"
#include "sluice/base/text.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// Errors of the page's scripts: equal ones once, at most kMaxErrors in a page
// view.
class ScriptErrors {
 public:
  // Takes the fact `error`.
  Status take(json::Value fact, Captures& captures);

 private:
  std::list<Text> told_;
};

// A message without what visitors may have put into it: runs of digits are "#",
// texts in quotes "'...'", e-mail addresses "@" and addresses "url". Cut to
// kMaxErrorBytes.
[[nodiscard]] Text mask_message(std::string_view message);

}  // namespace sluice
