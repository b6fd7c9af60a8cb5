#include "sluice/tracker/options.hpp"

#include <algorithm>
#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::array kOptions = {
    Option(kEndpoint),
    Option("gzip", &Config::gzip),
    Option(kPolicy),
    Option(kRegion),
    Option(kAudience),
    Option(kGoals),
    Option("pageViews", &Config::page_views),
    Option("clicks", &Config::clicks),
    Option("outbound", &Config::outbound),
    Option("downloads", &Config::downloads),
    Option("downloadExtensions", &Config::download_extensions),
    Option("contacts", &Config::contacts),
    Option("deadClicks", &Config::dead_clicks),
    Option("rageClicks", &Config::rage_clicks),
    Option("routes", &Config::routes, "auto path query hash"),
    Option("bots", &Config::bots, "flag drop"),
    Option("debug", &Config::debug),
    Option("rateLimit", &Config::rate_limit),
    Option("sampling", &Config::sampling, 100),
    Option("sampleBy", &Config::sample_by, "visitor session page"),
    Option("tape"),
    Option("forms", &Config::forms),
    Option("scroll", &Config::scroll),
    Option("scrollMilestones", &Config::scroll_milestones),
    Option("engagement", &Config::engagement),
    Option("impressions", &Config::impressions),
    Option("impressionShare", &Config::impression_share, 100),
    Option("impressionTime", &Config::impression_time_ms, kSessionIdleMs),
    Option("video", &Config::video),
    Option("search", &Config::search),
    Option("searchParameters", &Config::search_parameters),
    Option("errors", &Config::errors),
    Option(kCampaignParameters),
    Option("internalHosts", &Config::internal_hosts),
    Option("newSessionOnCampaign", &Config::new_session_on_campaign),
    Option("attributionModel"),
    Option("attributionHalfLife"),
    Option("attributionLookback"),
    Option("attributionViewWindow"),
    Option(kDestination),
    Option(kDestinationConfig),
    Option(kDestinations),
};

}  // namespace

Nearest find_nearest(std::string_view name) {
  // Nearly always, and a hundredth of the work.
  for (const Option& option : kOptions) {
    if (option.name == name) return {&option, 0};
  }
  Nearest nearest;
  for (const Option& option : kOptions) {
    const auto distance = edit_distance(lower(name), lower(option.name));
    const bool is_near =
        2 * distance < std::max(name.size(), option.name.size());
    if (is_near && distance < nearest.distance) nearest = {&option, distance};
  }
  return nearest;
}

std::optional<std::size_t> find_word(std::string_view words,
                                     std::string_view word) noexcept {
  for (std::size_t index = 0; !words.empty(); ++index) {
    const auto end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return index;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return std::nullopt;
}

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
