#include "sluice/capture/click.hpp"

#include <algorithm>
#include <cstddef>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/capture/scrub.hpp"
#include "sluice/capture/selector.hpp"

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
constexpr std::string_view kKeptSchemes = "http https mailto tel sms";
constexpr std::string_view kWebSchemes = "http https";

std::optional<ClickTarget> find_target(json::Value element) {
  const auto tag = element.member("tag").text();
  const auto role = element.member("role").text();
  if (element.member("href").exists() || equals_ignoring_case(role, "link")) {
    return ClickTarget::Link;
  }
  const bool is_button =
      has_word(kButtonTags, tag) || has_word(kButtonRoles, role) ||
      (equals_ignoring_case(tag, "input") &&
       has_word(kButtonInputs, element.member("type").text()));
  if (is_button) return ClickTarget::Button;
  return std::nullopt;
}

bool has_download_extension(const Url& url) noexcept {
  const auto dot = url.path.rfind('.');
  return dot != std::string_view::npos &&
         has_word(kDownloadExtensions, url.path.substr(dot + 1));
}

json::Value find_mark(json::Value element) noexcept {
  while (element.exists() && !element.member("mark").exists()) {
    element = element.next();
  }
  return element.member("mark");
}

void follow_link(Click& click, std::string_view page_url) {
  const auto href = click.element.member("href").text();
  const Url url = split_url(href);
  const bool is_web = has_word(kWebSchemes, url.scheme);
  if (has_word(kKeptSchemes, url.scheme)) click.href = href;
  const bool has_attribute =
      click.element.member("download").is(json::Kind::True);
  click.is_download = has_attribute || (is_web && has_download_extension(url));
  click.is_outbound =
      is_web && !equals_ignoring_case(url.host, split_url(page_url).host);
}

}  // namespace

void Click::describe(Fields& fields) const {
  fields.add_text("click.kind",
                  target == ClickTarget::Link ? "link" : "button");
  fields.add_present("click.tag",
                     cut(element.member("tag").text(), kMaxNameBytes));
  fields.add_present("click.id",
                     cut(element.member("id").text(), kMaxNameBytes));
  fields.add_present("click.selector", make_selector(element));
  fields.add_present("click.href", keep_address(href));
  fields.add_text("click.button", is_middle ? "middle" : "primary");
}

std::optional<Click> read_click(json::Value fact, std::string_view page_url) {
  json::Value element = fact.member("path").first();
  for (std::size_t i = 0; i < kMaxPath && element.exists(); ++i) {
    if (const auto target = find_target(element)) {
      const bool is_middle = fact.member("button").number() == 1;
      // It opens links, and does nothing to a button.
      if (is_middle && *target == ClickTarget::Button) return std::nullopt;
      Click click{*target, element, {}, false, false, is_middle,
                  find_mark(element)};
      if (*target == ClickTarget::Link) follow_link(click, page_url);
      return click;
    }
    element = element.next();
  }
  return std::nullopt;
}

}  // namespace sluice
