#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "device.hpp"
#include "own_policy.hpp"

namespace sluice::test {
namespace {

using Lines = std::vector<std::string>;

// What the console shows of the events so far.
Lines lines_of(const Host& host) {
  Lines lines;
  for (const Json& told : host.outcomes()) {
    const std::string to = told["destination"];
    const std::string rule = told["rule"];
    lines.push_back(told["event"].get<std::string>() +
                    (to.empty() ? "" : " -> " + to) + ": " +
                    told["outcome"].get<std::string>() +
                    (rule.empty() ? "" : " [" + rule + "]"));
  }
  return lines;
}

Host& start(Host& host, Json config) {
  config["debug"] = true;
  host.start(std::move(config));
  host.tell("flush");  // what signals say at once comes first
  return host;
}

// An own policy under which all is granted, with one member of its own.
Host& start_granted(Host& host, const std::string& field = "",
                    const Json& value = {}, Json config = Json::object()) {
  config["policy"] = policy_with(field, value);
  start(host, std::move(config));
  host.consent({{"analytics", true}});
  return host;
}

TEST_CASE(
    "outcome: an event is told when it is queued, and how it was answered",
    "[outcome]") {
  Host host;
  start_granted(host);
  host.track("signup", {{"plan", "pro"}});
  host.tell("flush");
  CHECK(lines_of(host) ==
        Lines{"signup #1 -> collector: queued; withheld: page.id, "
              "properties.plan, session.id, session.started",
              "signup #1 -> collector: sent, 200"});
  const auto told = host.outcomes();
  CHECK(told[0]["id"] == host.last()["event"]["id"]);
  CHECK(told[1]["id"] == told[0]["id"]);
}

TEST_CASE("outcome: with debug the actions are the same as without",
          "[outcome]") {
  std::vector<std::string> actions;
  for (const bool debug : {false, true}) {
    Host host;
    host.start({{"policy", "opt-in"}, {"debug", debug}});
    for (int i = 0; i < 120; ++i) host.track("t", {{"i", i}});
    host.consent({{"analytics", true}});
    host.tell("flush");
    host.tell("hidden");
    std::string all;
    for (const auto* kind : {"send", "wake", "more", "store", "consent"}) {
      all += Json(host.actions(kind)).dump();
    }
    actions.push_back(all);
    CHECK(host.outcomes().empty() != debug);
  }
  CHECK(actions[0] == actions[1]);
}

TEST_CASE("outcome: a change of the address that is no page view is reported",
          "[outcome]") {
  Host host;
  host.start({{"debug", true}});
  host.page("https://shop.example/");
  host.page("https://shop.example/", "replace");
  CHECK(lines_of(host).back() ==
        "page_view: none: by the option \"routes\" the change (replace) leads "
        "to the same page: https://shop.example/");
}

TEST_CASE("outcome: without debug nothing is reported", "[outcome]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.track("held");
  host.consent({{"analytics", false}});
  host.track("dropped");
  CHECK(host.outcomes().empty());
  Host sent;
  sent.start();
  sent.track("sent");
  sent.tell("flush");
  CHECK(sent.outcomes().empty());
}

TEST_CASE(
    "outcome: a held event is reported once with its reason, and then its end",
    "[outcome]") {
  Host host;
  start(host, {{"policy", "opt-in"}});
  host.track("a");
  host.consent({{"ads", true}});
  host.consent({{"analytics", false}});
  host.track("b");
  CHECK(
      lines_of(host) ==
      Lines{"a #1: held, because analytics is unknown (nothing decided) "
            "[/events/0]",
            "a #1: dropped (denied), because analytics is denied (the visitor "
            "refused) [/events/0]",
            "b #2: dropped (denied), because analytics is denied (the visitor "
            "refused) [/events/0]"});
}

TEST_CASE("outcome: what was held for too long is reported", "[outcome]") {
  Host host;
  start(host, {{"policy", "opt-in"}});
  host.track("late");
  host.pass(31 * 60 * 1000);
  CHECK(lines_of(host).back() ==
        "late #1: dropped (hold expired), because analytics is unknown "
        "(nothing decided) [/events/0]");
}

TEST_CASE("outcome: an event waits until the region is known", "[outcome]") {
  Host host;
  host.start({{"debug", true}, {"policy", policy_with("", {})}},
             "https://shop.example/", {{"awaits_region", true}});
  host.track("early");
  CHECK(lines_of(host) ==
        Lines{"early #1: held, because analytics is unknown (the region is not "
              "known yet) [/events/0]"});
  host.take({{"fact", "region"}, {"region", "FR"}});
  CHECK(lines_of(host).back() ==
        "early #1: held, because analytics is unknown (nothing decided) "
        "[/events/0]");
}

TEST_CASE("outcome: the rule that drops an event is named", "[outcome]") {
  Host host;
  start_granted(host, "events",
                {{{"name", "secret"}, {"do", "deny"}},
                 {{"name", "known*"}, {"needs", "analytics"}}});
  host.track("secret");
  host.track("other");
  CHECK(lines_of(host) ==
        Lines{"secret #1: dropped (not in policy) [/events/0]",
              "other #2: dropped (not in policy)"});
}

TEST_CASE("outcome: a regime that lets nothing leave is named", "[outcome]") {
  Host host;
  start_granted(host, "regimes",
                {{{"id", "all"}, {"model", "none"}, {"regions", {"*"}}}});
  host.track("a");
  CHECK(lines_of(host) ==
        Lines{"a #1: dropped (not in policy), because analytics is denied (the "
              "regime does not have it) [/regimes/0]"});
}

TEST_CASE("outcome: each destination has its own", "[outcome]") {
  Host host;
  Json policy =
      policy_with("destinations",
                  {{"a", {{"needs", "analytics"}, {"events", {"purchase"}}}},
                   {"b", {{"needs", {"analytics", "ads"}}}},
                   {"c", {{"needs", "analytics"}}}});
  policy["purposes"]["ads"] = Json::object();
  policy["regimes"][0]["purposes"]["ads"] = {{"decide", {"site"}},
                                             {"else", "unknown"}};
  policy["signals"]["site"]["map"]["ads"] = "ads";
  policy["fields"] = {{{"path", "*"}, {"if", "analytics"}, {"do", "allow"}}};
  start(host, {{"policy", policy}});
  host.consent({{"analytics", true}});
  host.track("view");
  CHECK(lines_of(host) ==
        Lines{"view #1 -> a: dropped (not in policy) [/destinations/a]",
              "view #1 -> b: held, because ads is unknown (nothing decided) "
              "[/destinations/b]",
              "view #1 -> c: queued"});
  host.consent({{"ads", true}});
  CHECK(lines_of(host).back() == "view #1 -> b: queued");
}

TEST_CASE("outcome: each event that is limited or sampled is reported",
          "[outcome]") {
  Host host;
  start_granted(host, "", {}, {{"sampling", 0.01}, {"sampleBy", "page"}});
  host.track("a");
  host.track("b");
  CHECK(lines_of(host) == Lines{"a #1 -> collector: dropped (sampled)",
                                "b #2 -> collector: dropped (sampled)"});
  Host busy;
  start_granted(busy);
  for (int i = 0; i < 202; ++i) busy.track("t");
  CHECK(lines_of(busy).back() == "t #202: dropped (rate limited)");
}

TEST_CASE("outcome: what the queue has no room for is reported", "[outcome]") {
  Host host;
  host.status.reset();
  start_granted(host, "", {}, {{"rateLimit", false}});
  for (int i = 0; i < 501; ++i) host.track("t");
  const Lines lines = lines_of(host);
  CHECK(std::count_if(lines.begin(), lines.end(), [](const auto& line) {
          return line.find("dropped (queue full)") != line.npos;
        }) == 1);
}

TEST_CASE(
    "outcome: a collector that fails is reported once, and then the result",
    "[outcome]") {
  Host host;
  host.status = 503;
  start_granted(host);
  host.track("a");
  host.tell("flush");
  host.pass(5 * 1000);
  host.status = 200;
  host.pass(60 * 1000);
  Lines lines = lines_of(host);
  lines.erase(lines.begin());
  CHECK(lines == Lines{"a #1 -> collector: not taken, 503",
                       "a #1 -> collector: stored on the device",
                       "a #1 -> collector: sent, 200"});
}

TEST_CASE("outcome: an event that the collector refuses is set aside",
          "[outcome]") {
  Host host;
  host.status = 404;
  start_granted(host);
  host.track("a");
  host.tell("flush");
  Lines lines = lines_of(host);
  lines.erase(lines.begin());
  CHECK(lines == Lines{"a #1 -> collector: not taken, 404",
                       "a #1 -> collector: dropped (rejected)"});
}

TEST_CASE("outcome: what is withdrawn or forgotten is reported", "[outcome]") {
  Host host;
  start_granted(host);
  host.track("a");
  host.consent({{"analytics", false}});
  CHECK(lines_of(host).back() == "a #1 -> collector: dropped (withdrawn)");
  host.consent({{"analytics", true}});
  host.track("b");
  host.tell("forget");
  CHECK(lines_of(host).back() == "b #2 -> collector: dropped (withdrawn)");
  Host held;
  start(held, {{"policy", "opt-in"}});
  held.track("c");
  held.tell("forget");
  CHECK(lines_of(held).back() == "c #1: dropped (withdrawn)");
}

TEST_CASE("outcome: a stored event is reported now and at the next visit",
          "[outcome]") {
  Host host;
  host.status = 503;
  start_granted(host);
  host.track("a");
  host.tell("flush");
  host.tell("hidden");
  CHECK(lines_of(host).back() == "a #1 -> collector: stored on the device");
  Host next;
  next.queue = host.queue;
  start_granted(next);
  CHECK(lines_of(next) == Lines{"a #1 -> collector: sent, 200"});
}

TEST_CASE("outcome: what a description has no form for is reported",
          "[outcome]") {
  const Json description = {{"destination", 1},
                            {"name", "own"},
                            {"type", "application/json"},
                            {"batch", false},
                            {"limits", {{"events", 1}}},
                            {"url", "https://collector.example/"},
                            {"row", {{"id", "$event.id"}}},
                            {"events", {{"purchase", Json::object()}}}};
  Host host;
  start_granted(host, "", {}, {{"destination", description}});
  host.track("a");
  REQUIRE(host.reports().empty());
  CHECK(lines_of(host).back() == "a #1 -> collector: dropped (no form for it)");
}

}  // namespace
}  // namespace sluice::test
