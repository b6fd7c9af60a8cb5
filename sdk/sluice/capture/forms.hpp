#pragma once

#include <cstdint>
#include <list>

#include "sluice/base/status.hpp"
#include "sluice/base/text.hpp"
#include "sluice/capture/captured.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// The forms of a page. A form is started by its first input. Then it is
// submitted, or abandoned when the page is left. Names and types of fields are
// known, never a value.
class Forms {
 public:
  // Takes the fact `input`: form_start, if it is the first one.
  Status take_input(json::Value fact, double mono_ms, Captures& captures);
  // Takes the fact `submit`: form_submit. A script's submit() counts for a form
  // that the visitor has touched since its last submission, because scripts
  // also send forms that visitors do not see. The method "dialog" closes a
  // dialog and submits nothing.
  Status take_submit(json::Value fact, double mono_ms, Captures& captures);
  // The page is left: form_abandon for each that waits.
  void abandon(double mono_ms, Captures& captures);

 private:
  struct Form {
    double key = 0;  // the host's
    double since_mono_ms = 0;
    Fields about;
  };

  std::list<Form>::iterator find(json::Value fact) noexcept;
  static void finish(const Form& form, const char* name, double mono_ms,
                     Captures& captures);

  std::list<Form> started_;  // at most kMaxForms
};

}  // namespace sluice
