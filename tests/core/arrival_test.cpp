#include "sluice/campaign/arrival.hpp"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

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
  CHECK(first["campaign"]["channel"] == "Paid Search");
  const Json again = load(storage, url, "", config);
  CHECK(again["session"]["id"] == first["session"]["id"]);
}

// What is said of a campaign's parameters.
std::vector<std::string> told(const std::string& url, bool debug) {
  Host host;
  host.start({{"debug", debug}}, kShop);
  host.take({{"fact", "page"}, {"url", url}, {"cause", "load"}});
  std::vector<std::string> all;
  for (const Json& said : host.outcomes()) {
    if (said["event"] == "campaign") all.push_back(said["outcome"]);
  }
  return all;
}

TEST_CASE("arrival: debug tells parameters of a campaign that are unusual",
          "[arrival]") {
  const std::string url = kShop;
  for (const auto* written :
       {"amp;utm_medium=b", "UTM_Source=b", "gclid={gclid}",
        "utm_source={{campaign.name}}", "utm_term=null"}) {
    INFO(written);
    const auto said = told(url + "?utm_id=a&" + written, true);
    REQUIRE(said.size() == 1);
    CHECK(said[0].ends_with(": " + std::string(written)));
    CHECK(told(url + "?" + written, false).empty());
  }
  CHECK(told(url + "?a=1?utm_source=b", true)[0].ends_with(": utm_source=b"));
  const auto both = told(url + "?UTM_ID=a&b=1?utm_term=c", true);
  CHECK(both[0].ends_with(": UTM_ID=a utm_term=c"));
  CHECK(told(url + "?utm_source=a&utm_term=b?c&gclid=d&x={x}", true).empty());
}

TEST_CASE("arrival: unusual parameters do not make another page", "[arrival]") {
  Host host;
  host.start(Json::object(), kShop);
  const auto view = [&host](const std::string& path, const char* cause) {
    return host.take(
        {{"fact", "page"}, {"url", kShop + path}, {"cause", cause}});
  };
  CHECK(view("p?id=1&UTM_Medium=b", "load") == Status::Ok);
  CHECK(view("p?id=1", "replace") == Status::NotCounted);
  CHECK(view("p?id=1&amp;utm_medium=b", "replace") == Status::NotCounted);
  CHECK(view("p?id=2", "replace") == Status::Ok);
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
