#include "sluice/campaign/referrer.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "sluice/campaign/channel.hpp"
#include "sluice/campaign/referrer_sites.hpp"

namespace sluice {
namespace {

constexpr std::string_view kPage = "https://shop.example/basket";

std::string class_of(const std::string& referrer,
                     std::string_view own_hosts = {}) {
  const auto found = classify_referrer(referrer, kPage, own_hosts);
  return std::string(referrer_class_name(found.kind));
}

TEST_CASE("referrer: each site of the table is found by its own host",
          "[referrer]") {
  std::set<std::string> seen;
  for (const auto& [kind, sites] : kReferrerSites) {
    std::string_view rest = sites;
    Parameter one;
    while (next_parameter(rest, one)) {
      INFO(one.key);
      auto name = one.value;
      if (name.empty()) name = one.key.substr(0, one.key.find_first_of(". "));
      std::string words(one.key);
      for (std::size_t from = 0; from <= words.size();) {
        const auto end = std::min(words.find(' ', from), words.size());
        std::string site = words.substr(from, end - from);
        from = end + 1;
        CHECK(seen.insert(site).second);
        if (site.front() == '|') site.erase(0, 1);
        if (site.find('.') == std::string::npos) {
          CHECK(classify_source(site) == kind);
          continue;
        }
        if (site.back() == '.') site += "co.uk";
        INFO(site);
        const auto found =
            classify_referrer("https://www." + site + "/", kPage, {});
        CHECK(found.kind == kind);
        CHECK(found.name == name);
      }
    }
  }
  CHECK(seen.size() > 150);
}

TEST_CASE("referrer: every prefix of a hostile address is classified",
          "[referrer]") {
  const std::string text = "https://u:p@[::1]...m.www.google.com.:8/..";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    (void)class_of(text.substr(0, i));
    (void)classify_source(text.substr(i));
  }
  CHECK(class_of("https://google.com./") == "search");
  CHECK(class_of("https://./") == "");
}

TEST_CASE("channel: a million letters of campaign are classified",
          "[channel]") {
  const std::string long_name(1000000, 'p');
  CHECK(classify_channel({"x", "y", "shop"}) == "Organic Shopping");
  CHECK(classify_channel({long_name, long_name, long_name}) == "Unassigned");
}

}  // namespace
}  // namespace sluice
