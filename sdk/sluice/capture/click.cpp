#include "sluice/capture/click.hpp"

#include <cstddef>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/campaign/referrer.hpp"
#include "sluice/capture/selector.hpp"
#include "sluice/consent/scrub.hpp"

namespace sluice {
namespace {

// Files that visitors save rather than read. The list of GA4's enhanced
// measurement and what Plausible adds to it.
// https://support.google.com/analytics/answer/9216061
constexpr std::string_view kDownloadExtensions =
    "7z avi csv dmg doc docx epub exe gz iso key mid midi mov mp3 mp4 mpeg mpg "
    "msi odt ods pdf pkg pps ppt pptx rar rtf tar tgz txt wav wma wmv xls xlsx "
    "zip";

// https://www.w3.org/TR/wai-aria-1.2/#role_definitions
constexpr std::string_view kButtonRoles =
    "button checkbox menuitem menuitemcheckbox menuitemradio option radio "
    "switch tab";

constexpr std::string_view kButtonTags = "button summary";
constexpr std::string_view kButtonInputs = "button image reset submit";

// Addresses whose text may be kept; "javascript:" and "data:" are code and
// content.
constexpr std::string_view kWebSchemes = "http https";
constexpr std::string_view kPhoneSchemes = "tel sms";

// Of themselves nothing to click: forms tell of them.
constexpr std::string_view kFields = "input select textarea option";

// A handler on one of them is the whole page's.
constexpr std::string_view kPageTags = "html body";

bool is_button(json::Value element) {
  const auto tag = element.member("tag").text();
  return has_word(kButtonTags, tag) ||
         has_word(kButtonRoles, element.member("role").text()) ||
         (equals_ignoring_case(tag, "input") &&
          has_word(kButtonInputs, element.member("type").text()));
}

ClickTarget find_target(json::Value element) {
  const auto role = element.member("role").text();
  if (element.member("href").exists() || equals_ignoring_case(role, "link")) {
    return ClickTarget::Link;
  }
  if (is_button(element)) return ClickTarget::Button;
  const auto tag = element.member("tag").text();
  if (has_word(kFields, tag) || has_word(kPageTags, tag) ||
      element.member("tag").says("label")) {
    return ClickTarget::None;
  }
  const bool has_handler =
      element.member("handler").exists() || element.member("pointer").exists();
  return has_handler ? ClickTarget::Element : ClickTarget::None;
}

// The element that was meant.
void find_element(Click& click) {
  auto element = click.element;
  for (std::size_t i = 0; i < kMaxPath && element.exists(); ++i) {
    const auto target = find_target(element);
    if (target != ClickTarget::None) {
      click.target = target;
      click.element = element;
      return;
    }
    if (click.target == ClickTarget::None && click.mark.exists() &&
        element.member("mark") == click.mark.written) {
      click.target = ClickTarget::Marked;
      click.element = element;
    }
    element = element.next();
  }
}

bool has_download_extension(const Url& url, std::string_view known) noexcept {
  const auto dot = url.path.rfind('.');
  if (dot == std::string_view::npos) return false;
  const auto words = known.empty() ? kDownloadExtensions : known;
  const auto ending = url.path.substr(dot);
  return has_word(words, ending.substr(1)) || has_word(words, ending);
}

// A link whose address is code, or a place on the same page, is a button of
// sorts.
bool is_elsewhere(const Url& url, const Url& page, std::string_view href) {
  if (equals_ignoring_case(url.scheme, "javascript")) return false;
  const bool is_same = equals_ignoring_case(url.host, page.host) &&
                       url.path == page.path && url.query == page.query;
  return !is_same || href.find('#') == std::string_view::npos;
}

void follow_web_link(Click& click, const Url& url, const ClickRules& rules) {
  const bool is_web = has_word(kWebSchemes, url.scheme);
  if (is_web) click.href = click.element.member("href").text();
  const bool is_file =
      click.element.is_set("download") ||
      (is_web && has_download_extension(url, rules.download_extensions));
  if (is_file && rules.downloads) {
    click.link_to = LinkTo::File;
  } else if (is_web && rules.outbound &&
             !is_internal_host(url, rules.page_url, rules.internal_hosts)) {
    click.link_to = LinkTo::Outside;
  }
}

// Whom it reaches is personal: the address has a field of its own.
void follow_link(Click& click, const ClickRules& rules) {
  const auto href = click.element.member("href").text();
  if (href.empty()) return;
  const Url url = split_url(href);
  const Url page = split_url(rules.page_url);
  const bool is_phone = has_word(kPhoneSchemes, url.scheme);
  click.leads_away = is_elsewhere(url, page, href);
  if (!is_phone && !equals_ignoring_case(url.scheme, "mailto")) {
    return follow_web_link(click, url, rules);
  }
  click.href = href.substr(0, url.scheme.size() + 1);
  if (rules.takes_address) click.address = cut(url.path, kMaxUrlBytes);
  if (!rules.contacts) return;
  click.link_to = is_phone ? LinkTo::Phone : LinkTo::Email;
}

std::string_view target_name(ClickTarget target) noexcept {
  switch (target) {
    case ClickTarget::Link:
      return "link";
    case ClickTarget::Button:
      return "button";
    case ClickTarget::Element:
    case ClickTarget::Marked:
      return "element";
    default:
      return {};
  }
}

}  // namespace

void Click::describe(Fields& fields) const {
  fields.add_present("click.kind", target_name(target));
  fields.add_name("click.tag", element.member("tag"));
  if (!is_masked) fields.add_name("click.id", element.member("id"));
  fields.add_present("click.selector", make_selector(element, is_masked));
  if (!is_masked) {
    fields.add_present("click.href", keep_address(href));
    fields.add_present("click.address", address);
    fields.add_present("click.text", text);
  }
  fields.add_text("click.button", is_middle ? "middle" : "primary");
}

Click read_click(json::Value fact, const ClickRules& rules) {
  Click click;
  const auto path = fact.member("path");
  click.element = path.first();
  click.mark = find_mark(path);
  click.is_masked = fact.is_set("mask");
  click.is_middle = fact.member("button").number() == 1;
  const bool is_field = has_word(kFields, click.element.member("tag").text());
  const bool is_echo = is_field && fact.is_set("echo") && rules.last_counted;
  // Of an echo only the field's own mark is news.
  const bool has_own_mark =
      click.mark.exists() && click.element.member("mark") == click.mark.written;
  if (is_echo && !has_own_mark) return click;
  find_element(click);
  if (click.target == ClickTarget::Link) {
    follow_link(click, rules);
  } else if (click.is_middle) {
    // It opens links, and does nothing to anything else.
    click.target = ClickTarget::None;
  }
  if (rules.takes_text) {
    click.text = cut(click.element.member("text").text(), kMaxClickTextBytes);
  }
  return click;
}

}  // namespace sluice
