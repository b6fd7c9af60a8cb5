#include <algorithm>
#include <catch2/catch.hpp>
#include <set>

#include "host.hpp"
#include "own_policy.hpp"
#include "sluice/base/limits.hpp"

// Titles that come after their page view, where it takes time or several
// requests; the rules are in ../vectors/pages.json.
namespace sluice::test {
namespace {

struct Site : Host {
  explicit Site(Json config = Json::object()) {
    start(std::move(config));
    load("/one", "load", "One");
  }

  void load(const std::string& path, const std::string& cause,
            const std::string& title) {
    take({{"fact", "page"},
          {"url", "https://shop.example" + path},
          {"cause", cause},
          {"title", title}});
  }

  void title(const std::string& text) {
    take({{"fact", "title"}, {"title", text}});
  }

  // Of all events that arrived, in order.
  [[nodiscard]] std::vector<std::string> titles() const {
    std::vector<std::string> all;
    for (const Json& event : events()) all.push_back(event["page"]["title"]);
    return all;
  }
};

using Titles = std::vector<std::string>;

TEST_CASE(
    "title: a page view waits three seconds for it, whatever waited before",
    "[title]") {
  Site site;
  site.pass(kFlushMs - 100);
  site.load("/two", "push", "One");
  site.pass(kFlushMs - 1);
  CHECK(site.events().empty());
  site.title("Two");
  site.pass(1);
  CHECK(site.titles() == Titles{"One", "Two"});
  CHECK_FALSE(site.wake_at());
}

TEST_CASE("title: who has it does not wait", "[title]") {
  Site site;
  site.pass(kFlushMs - 100);
  site.load("/two", "push", "Two");
  site.pass(100);
  CHECK(site.titles() == Titles{"One", "Two"});
}

TEST_CASE("title: it is awaited for three seconds and no longer", "[title]") {
  Site site;
  CHECK(site.actions("viewed").back()["title"] == kFlushMs);
  site.load("/two", "push", "Two");
  CHECK_FALSE(site.actions("viewed").back().contains("title"));
  site.load("/three", "push", "Two");
  site.pass(kFlushMs);
  site.title("Three");
  CHECK(site.titles() == Titles{"One", "Two", "Two"});
}

TEST_CASE("title: what leaves with the page has the title of then", "[title]") {
  Site site;
  site.load("/two", "push", "One");
  site.take({{"fact", "hidden"}, {"left", true}});
  site.title("Two");
  site.track("later");
  CHECK(site.titles() == Titles{"One", "One", "Two"});
}

TEST_CASE("title: each event keeps its id", "[title]") {
  Site site;
  site.load("/two", "push", "One");
  site.track("seen");
  site.title("Two");
  site.tell("flush");
  std::set<std::string> ids;
  for (const Json& event : site.events()) ids.insert(event["event"]["id"]);
  CHECK(ids.size() == 3);
  CHECK(site.titles() == Titles{"One", "Two", "Two"});
}

TEST_CASE("title: of many early events the first ten are given it", "[title]") {
  Site site;
  site.load("/two", "push", "One");
  for (int i = 0; i < 12; ++i) site.track("seen");
  site.title("Two");
  site.tell("flush");
  const auto titles = site.titles();
  CHECK(std::count(titles.begin(), titles.end(), "Two") == 10);
}

TEST_CASE("title: what was forgotten is not given one", "[title]") {
  Site site;
  site.load("/two", "push", "One");
  site.tell("forget");
  site.title("Two");
  site.tell("flush");
  CHECK(site.events().empty());
}

TEST_CASE("title: every destination is given it as far as its rules go",
          "[title]") {
  Json policy = policy_with("destinations", {{"all", {{"url", "/all"}}},
                                             {"some", {{"url", "/some"}}}});
  policy["events"] = {{{"name", "*"}}};
  policy["fields"] = {
      {{"path", {"event.*", "page.path"}}, {"do", "allow"}},
      {{"path", "page.title"}, {"to", {"some"}}, {"do", {{"truncate", 2}}}},
      {{"path", "page.title"}, {"do", "allow"}}};
  policy.erase("storage");
  const Json config = {{"policy", policy.dump()}};
  Site site(config);
  site.title("Shop");
  site.tell("flush");
  CHECK(site.titles() == Titles{"Shop", "Sh"});
}

}  // namespace
}  // namespace sluice::test
