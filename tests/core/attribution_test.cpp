#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

constexpr auto kKey = "sluice.touches";
constexpr auto kLanding =
    "https://shop.example/?utm_source=News&utm_medium=email&gclid=x";
constexpr double kDayMs = 24 * 60 * 60 * 1000.0;

void allow(Host& host) { host.consent({{"analytics", true}, {"ads", true}}); }

Json current(const Host& host) {
  const auto told = host.actions("attribution");
  return told.empty() ? Json() : told.back()["current"];
}

// The sources of the touches on the device.
std::vector<std::string> kept(const Host& host) {
  std::vector<std::string> sources;
  if (!host.storage.contains(kKey)) return sources;
  for (const Json& touch : host.storage.at(kKey)["touches"]) {
    sources.push_back(touch.value("source", ""));
  }
  return sources;
}

// The event of that name that was stored last.
Json named(const Host& host, const std::string& name) {
  Json found;
  for (const Json& event : host.events()) {
    if (event["event"]["name"] == name) found = event;
  }
  REQUIRE(found.is_object());
  return found;
}

// One load of a page, with what earlier ones left on the device.
struct Visit {
  Host host;
  explicit Visit(const std::string& url, std::map<std::string, Json> kept = {},
                 double later_ms = 0) {
    host.storage = std::move(kept);
    host.jump_wall(later_ms);
    host.start({{"policy", "opt-in"}});
    allow(host);
    host.page(url);
  }
};

TEST_CASE("attribution: what led here is kept and told, once it may be",
          "[attribution]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.page(kLanding);
  host.consent({{"analytics", true}});
  CHECK(kept(host).empty());
  CHECK(host.actions("attribution").empty());
  allow(host);
  CHECK(kept(host) == std::vector<std::string>{"News"});
  const Json now = current(host);
  CHECK(now["model"] == "last_non_direct");
  CHECK(now["weights"] == Json{10000});
  CHECK(now["first"]["source"] == "News");
  CHECK(now["first"]["click_id"] == true);
  CHECK(now["first"] == now["last"]);
  CHECK(now["click_ids"] == Json{{"gclid", "x"}});
}

TEST_CASE("attribution: the default policy remembers none", "[attribution]") {
  Host host;
  host.start();
  host.page(kLanding);
  host.track("order", Json::object(), true);
  CHECK(host.actions("attribution").empty());
  CHECK_FALSE(named(host, "order").contains("attribution"));
}

TEST_CASE("attribution: a conversion carries touches and weights",
          "[attribution]") {
  Visit first("https://shop.example/?utm_source=a");
  Visit second("https://shop.example/?utm_source=b", first.host.storage,
               7 * kDayMs);
  second.host.track("browse");
  second.host.track("order", Json::object(), true);
  const Json event = named(second.host, "order");
  CHECK(event["attribution"]["model"] == "last_non_direct");
  CHECK(event["attribution"]["weights"] == Json{0, 10000});
  CHECK(event["attribution"]["touches"][0]["source"] == "a");
  for (const Json& one : second.host.events()) {
    CHECK(one.contains("attribution") == (one["event"]["name"] == "order"));
  }
}

TEST_CASE("attribution: options choose the model and its times",
          "[attribution]") {
  Visit first("https://shop.example/?utm_source=a");
  const auto weights = [&](Json options) {
    Host host;
    host.storage = first.host.storage;
    host.jump_wall(7 * kDayMs);
    options["policy"] = "opt-in";
    host.start(options);
    CHECK(host.reports().empty());
    allow(host);
    host.page("https://shop.example/?utm_source=b");
    return current(host)["weights"];
  };
  CHECK(weights({{"attributionModel", "first"}}) == Json{10000, 0});
  CHECK(weights({{"attributionModel", "time_decay"}}) == Json{3333, 6667});
  CHECK(weights({{"attributionModel", "time_decay"},
                 {"attributionHalfLife", "14d"}}) == Json{4142, 5858});
  CHECK(weights({{"attributionModel", "first"},
                 {"attributionLookback", "6d"}}) == Json{0, 10000});
}

TEST_CASE("attribution: an invalid value is reported, and the default is used",
          "[attribution]") {
  Host host;
  host.start({{"attributionModel", "best"},
              {"attributionLookback", "long"},
              {"attributionHalfLife", "0d"},
              {"attributionViewWindow", 7}});
  const auto reports = host.actions("report");
  REQUIRE(reports.size() == 4);
  CHECK(reports[3]["at"] == "/attributionViewWindow");
  for (const Json& one : reports) CHECK(one["code"] == "config_type");
}

// The first visit came by a search or from nowhere; GA's plug-ins for one-page
// sites let a later campaign, or the referrer of a route, take its place.
// https://github.com/luisfarzati/angulartics/issues/12, PostHog/posthog#7710
TEST_CASE(
    "complaint 28: a direct first touch stays first, and no route is a touch",
    "[attribution]") {
  Visit first("https://shop.example/");
  first.host.page("https://shop.example/route", "push");
  CHECK(kept(first.host) == std::vector<std::string>{"(direct)"});
  Visit second("https://shop.example/?utm_source=b", first.host.storage,
               kDayMs);
  second.host.page("https://shop.example/route?utm_source=b", "push");
  CHECK(kept(second.host) == std::vector<std::string>{"(direct)", "b"});
  CHECK(current(second.host)["first"]["channel"] == "Direct");
  CHECK(current(second.host)["last"]["source"] == "b");
}

TEST_CASE("attribution: withdrawal erases and empties it", "[attribution]") {
  Visit visit(kLanding);
  REQUIRE(kept(visit.host).size() == 1);
  const auto status = visit.host.actions("consent").size();
  visit.host.consent({{"analytics", true}, {"ads", false}});
  CHECK_FALSE(visit.host.storage.contains(kKey));
  CHECK(current(visit.host).is_null());
  CHECK(visit.host.actions("consent").size() == status + 1);
  visit.host.track("order", Json::object(), true);
  CHECK_FALSE(named(visit.host, "order").contains("attribution"));
  CHECK_FALSE(visit.host.storage.contains(kKey));
}

TEST_CASE("complaint 35: forget() erases the touches and says so",
          "[attribution]") {
  Visit visit(kLanding);
  REQUIRE(kept(visit.host).size() == 1);
  visit.host.tell("forget");
  CHECK_FALSE(visit.host.storage.contains(kKey));
  CHECK(current(visit.host).is_null());
  const Json records = visit.host.actions("forgot").back()["records"];
  CHECK(records[2]["key"] == kKey);
}

TEST_CASE("attribution: equal values are reported once", "[attribution]") {
  Visit visit(kLanding);
  const auto told = visit.host.actions("attribution").size();
  visit.host.track("e");
  visit.host.page(kLanding, "restore");
  allow(visit.host);
  CHECK(visit.host.actions("attribution").size() == told);
}

}  // namespace
}  // namespace sluice::test
