#include "sluice/capture/automation.hpp"

#include <array>

#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

// What browsers without a window, crawlers and testing tools call themselves.
// "bot" stands with what follows it: Cubot makes phones.
constexpr std::array<std::string_view, 11> kRobots = {
    "headless",
    "phantomjs",
    "bot/",
    "bot;",
    "crawler",
    "spider",
    "slurp",
    "lighthouse",
    "inspectiontool",
    "facebookexternalhit",
    "mediapartners-google",
};

}  // namespace

bool is_automated(json::Value start) {
  if (start.is_set("driven")) return true;
  const Text agent = lower(start.member("agent").text());
  for (const auto robot : kRobots) {
    if (std::string_view(agent).find(robot) != std::string_view::npos) {
      return true;
    }
  }
  return false;
}

}  // namespace sluice
