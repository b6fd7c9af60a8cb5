#include "sluice/campaign/arrival.hpp"

#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

constexpr auto kShop = "https://shop.example/";

// A visitor whose device remembers, as far as this storage goes, loads a page.
Json load(std::map<std::string, Json>& storage, const std::string& url,
          const std::string& referrer, Json config = Json::object()) {
  Host host;
  host.storage = storage;
  config["policy"] = "opt-in";
  host.start(config, url);
  host.consent({{"analytics", true}});
  host.take({{"fact", "page"},
             {"url", url},
             {"referrer", referrer},
             {"cause", "load"}});
  host.tell("flush");
  storage = host.storage;
  return host.last();
}

TEST_CASE("arrival: later pages of the session know how it began",
          "[arrival]") {
  std::map<std::string, Json> storage;
  const Json landing = load(storage, kShop, "https://www.google.com/");
  CHECK(landing["campaign"]["channel"] == "Organic Search");
  for (const char* referrer : {kShop, "", "https://pay.example/"}) {
    const Json later = load(storage, "https://shop.example/b", referrer);
    CHECK(later["session"]["id"] == landing["session"]["id"]);
    CHECK(later["campaign"]["channel"] == "Organic Search");
    CHECK(later["referrer"] == Json{{"class", "search"},
                                    {"name", "Google"},
                                    {"host", "www.google.com"}});
  }
}

TEST_CASE("arrival: a session that begins inside a site is a direct one",
          "[arrival]") {
  std::map<std::string, Json> storage;
  const Json event = load(storage, "https://shop.example/b", kShop);
  CHECK(event["campaign"] == Json{{"channel", "Direct"}});
}

TEST_CASE("arrival: a campaign goes on with the session, unless it begins one",
          "[arrival]") {
  const bool begins = GENERATE(false, true);
  const Json config = {{"newSessionOnCampaign", begins}};
  std::map<std::string, Json> storage;
  const Json first =
      load(storage, "https://shop.example/?utm_source=a", "", config);
  const std::string other = "https://shop.example/?utm_source=b";
  const Json second = load(storage, other, "", config);
  CHECK((second["session"]["id"] != first["session"]["id"]) == begins);
  CHECK(second["utm"]["source"] == "b");
  // Loaded again, or back at it later, it is the same.
  const Json again = load(storage, other, "", config);
  CHECK(again["session"]["id"] == second["session"]["id"]);
  const Json inside = load(storage, "https://shop.example/c", other, config);
  CHECK(inside["session"]["id"] == second["session"]["id"]);
  CHECK(inside["utm"]["source"] == "b");
}

TEST_CASE("arrival: a click id that may not be kept is no other campaign",
          "[arrival]") {
  const Json config = {{"newSessionOnCampaign", true}};
  std::map<std::string, Json> storage;
  const std::string url = "https://shop.example/?utm_source=a&gclid=x";
  const Json first = load(storage, url, "", config);
  CHECK(first["campaign"]["channel"] == "Unassigned");
  const Json again = load(storage, url, "", config);
  CHECK(again["session"]["id"] == first["session"]["id"]);
}

TEST_CASE("arrival: parameters of the site's own are kept with the session",
          "[arrival]") {
  const Json config = {{"campaignParameters", {{"partner", "p"}}}};
  std::map<std::string, Json> storage;
  load(storage, "https://shop.example/?p=acme", "", config);
  const Json later = load(storage, "https://shop.example/b", kShop, config);
  CHECK(later["utm"] == Json{{"partner", "acme"}});
}

TEST_CASE("arrival: at most so many parameters are a site's own", "[arrival]") {
  for (const std::size_t count :
       {kMaxOwnParameters - 1, kMaxOwnParameters, kMaxOwnParameters + 1}) {
    Json names = Json::array();
    for (std::size_t i = 0; i < count; ++i) {
      names.push_back("p" + std::to_string(i));
    }
    Host host;
    host.start({{"campaignParameters", {{"utm_source", names}}}});
    CHECK(host.reports().size() == (count > kMaxOwnParameters ? 1 : 0));
  }
}

}  // namespace
}  // namespace sluice::test
