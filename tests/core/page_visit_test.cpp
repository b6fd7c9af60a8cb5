#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

// What visitors do on a page, where it takes the host's part or more facts than
// a vector holds; the rules are in ../vectors.
namespace sluice::test {
namespace {

struct Page : Host {
  explicit Page(Json config = Json::object()) {
    REQUIRE(start(std::move(config)) == Status::Ok);
    page("https://shop.example/");
  }

  void show(std::size_t element, int share = 100) {
    take({{"fact", "shown"}, {"element", element}, {"share", share}});
  }

  [[nodiscard]] std::size_t count(const std::string& name) {
    tell("flush");
    std::size_t count = 0;
    for (const Json& event : events()) {
      count += event["event"]["name"] == name ? 1 : 0;
    }
    return count;
  }
};

TEST_CASE("impressions: the host is asked to wake the core for one", "[acts]") {
  Page page;
  page.pass(10000);
  page.show(1);
  page.pass(kImpressionMs - 1);
  CHECK(page.count("impression") == 0);
  page.pass(1);
  CHECK(page.count("impression") == 1);
  page.pass(60000);
  CHECK_FALSE(page.wake_at());
}

TEST_CASE("impressions: those of one page view are capped", "[acts]") {
  for (const std::size_t seen :
       {kMaxImpressions - 1, kMaxImpressions, kMaxImpressions + 1}) {
    Page page;
    for (std::size_t i = 0; i < seen; ++i) page.show(i);
    page.pass(kImpressionMs);
    CHECK(page.count("impression") == std::min(seen, kMaxImpressions));
  }
}

TEST_CASE("forms: those that wait are capped", "[acts]") {
  for (const std::size_t forms : {kMaxForms - 1, kMaxForms, kMaxForms + 1}) {
    Page page;
    for (std::size_t i = 0; i < forms; ++i) {
      page.take({{"fact", "input"}, {"form", i}, {"field", "f"}});
    }
    page.take({{"fact", "hidden"}, {"left", true}});
    CHECK(page.count("form_abandon") == std::min(forms, kMaxForms));
  }
}

TEST_CASE("media: those of one page view are capped", "[acts]") {
  for (const std::size_t media : {kMaxMedia - 1, kMaxMedia, kMaxMedia + 1}) {
    Page page;
    for (std::size_t i = 0; i < media; ++i) {
      page.take({{"fact", "media"},
                 {"media", i},
                 {"state", "play"},
                 {"position", 0}});
    }
    CHECK(page.count("video_start") == std::min(media, kMaxMedia));
  }
}

TEST_CASE("config: a list of words is capped", "[acts]") {
  for (const std::size_t words : {kMaxWords - 1, kMaxWords, kMaxWords + 1}) {
    std::string list = "1";
    for (std::size_t i = 1; i < words; ++i) list += " 1";
    Page page(Json{{"scrollMilestones", list}});
    CHECK(page.reports().empty() == (words <= kMaxWords));
  }
}

TEST_CASE("acts: forget() leaves nothing to be told of", "[acts]") {
  Page page;
  page.tell("focus");
  page.pass(5000);
  page.take({{"fact", "input"}, {"form", 1}, {"field", "f"}});
  page.show(1);
  page.tell("forget");
  page.pass(5);
  page.take({{"fact", "hidden"}, {"left", true}});
  page.tell("flush");
  for (const Json& event : page.events()) {
    CHECK(event["event"]["name"] != "form_abandon");
    if (event.contains("engagement")) CHECK(event["engagement"]["time"] == 5);
  }
}

TEST_CASE("acts: the host is asked to watch what is on, and nothing else",
          "[acts]") {
  const Json all = Page(Json{{"errors", true}}).actions("watch").at(0);
  CHECK(all == Json{{"action", "watch"},
                    {"answers", true},
                    {"forms", true},
                    {"scroll", true},
                    {"engagement", true},
                    {"video", true},
                    {"errors", true},
                    {"impressions", 50}});
  Json off;
  for (const auto* kind : {"deadClicks", "rageClicks", "forms", "scroll",
                           "engagement", "impressions", "video"}) {
    off[kind] = false;
  }
  CHECK(Page(off).actions("watch").at(0) == Json{{"action", "watch"}});
}

}  // namespace
}  // namespace sluice::test
