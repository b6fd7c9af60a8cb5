#pragma once

#include <cstdint>
#include <string_view>

#include "sluice/capture/mark.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

enum class ClickTarget : std::uint8_t {
  Link,
  Button,
  Element,  // has a handler, or looks as if it had one
  Marked,   // the site wants to know of it
  None,     // nothing to click: text, a field, the page
};

enum class LinkTo : std::uint8_t { Page, Outside, File, Email, Phone };

// How clicks are read: by the page they are on, and by what site and policy
// want to know of them.
struct ClickRules {
  std::string_view page_url;
  std::string_view download_extensions;  // empty: kDownloadExtensions
  std::string_view internal_hosts;       // as of is_internal_host()
  bool downloads;
  bool outbound;
  bool contacts;
  bool takes_text;  // the policy names it
  bool takes_address;
  bool last_counted;  // the click before this one made an event
};

// What a click activated. Views into the fact and the page's address.
struct Click {
  ClickTarget target = ClickTarget::None;
  json::Value element;  // of the fact's path; the innermost for None
  Mark mark;            // of it or around it
  LinkTo link_to = LinkTo::Page;
  std::string_view href;     // of a link; empty where it is no address to keep
  std::string_view address;  // e-mail address or number, if it may be taken
  std::string_view text;     // what it says, if it may be taken
  bool leads_away = false;   // unless the page prevents it, the browser follows
  bool is_middle = false;
  bool is_masked = false;

  [[nodiscard]] bool looks_clickable() const noexcept {
    return target < ClickTarget::Marked;
  }

  // Adds the fields "click.*" that do not depend on where in it the click was.
  void describe(Fields& fields) const;
};

// Finds what was meant among the elements of the fact `click`, innermost first.
// A click on a field is one on the marked or clickable element around it, but
// where it is the echo of a click that counted: a click on a label is followed
// by the browser's own on its field
// (https://html.spec.whatwg.org/#the-label-element), and one on a row often by
// a script's on the checkbox in it.
[[nodiscard]] Click read_click(json::Value fact, const ClickRules& rules);

// Adds the fields "click.*" that say how and where: in its element, in the
// viewport and in the document.
void describe_place(Fields& fields, json::Value fact, json::Value element);

}  // namespace sluice
