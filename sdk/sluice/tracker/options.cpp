#include "sluice/tracker/options.hpp"

#include <algorithm>
#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::array<Option, 38> kOptions = {{
    {kEndpoint},
    {kPolicy},
    {kRegion},
    {kAudience},
    {kGoals},
    {"pageViews", &Config::page_views},
    {"clicks", &Config::clicks},
    {"outbound", &Config::outbound},
    {"downloads", &Config::downloads},
    {"downloadExtensions", nullptr, &Config::download_extensions},
    {"contacts", &Config::contacts},
    {"deadClicks", &Config::dead_clicks},
    {"rageClicks", &Config::rage_clicks},
    {.name = "routes", .choice = &Config::routes,
     .choices = "auto path query hash"},
    {.name = "bots", .choice = &Config::bots, .choices = "flag drop"},
    {"debug", &Config::debug},
    {"tape"},
    {"forms", &Config::forms},
    {"scroll", &Config::scroll},
    {"scrollMilestones", nullptr, &Config::scroll_milestones},
    {"engagement", &Config::engagement},
    {"impressions", &Config::impressions},
    {"impressionShare", nullptr, nullptr, &Config::impression_share, 100},
    {"impressionTime", nullptr, nullptr, &Config::impression_time_ms,
     kSessionIdleMs},
    {"video", &Config::video},
    {"search", &Config::search},
    {"searchParameters", nullptr, &Config::search_parameters},
    {"errors", &Config::errors},
    {kCampaignParameters},
    {"internalHosts", nullptr, &Config::internal_hosts},
    {"newSessionOnCampaign", &Config::new_session_on_campaign},
    {"attributionModel"},
    {"attributionHalfLife"},
    {"attributionLookback"},
    {"attributionViewWindow"},
    {kDestination},
    {kDestinationConfig},
    {kDestinations},
}};

}  // namespace

Nearest find_nearest(std::string_view name) {
  Nearest nearest;
  for (const Option& option : kOptions) {
    const auto distance = edit_distance(lower(name), lower(option.name));
    if (distance < nearest.distance) nearest = {&option, distance};
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
