// Descriptions at work in a tracker: what tests/vectors/destinations cannot
// show, because it takes a page, a policy and time.
#include <catch2/catch.hpp>

#include "host.hpp"

namespace sluice::test {
namespace {

const Json kDescription = Json::parse(R"json({
  "destination": 1, "name": "t", "url": {"$join": ["$config.endpoint", "/in"]},
  "type": "text/plain", "config": {"site": {"required": true}},
  "row": {"s": "$config.site", "id": "$event.id", "n": "$event.name"},
  "events": {"a b c e fine poison": {"x": 1}},
  "answers": [{"status": 200, "rejected": "$answer.body"}],
  "dedupe": "$event.id"
})json");

Json config_of(const Json& description) {
  return {{"endpoint", "https://c.example/"},
          {"pageViews", false},
          {"destination", description},
          {"destinationConfig", {{"site", "s1"}}}};
}

std::vector<Json> rows_of(const Json& send) {
  return Json::parse(send["body"].get<std::string>()).get<std::vector<Json>>();
}

TEST_CASE("destination: a described collector gets its own rows",
          "[destination]") {
  Host host;
  host.status.reset();
  host.start(config_of(kDescription));
  host.track("a");
  host.track("other");
  host.track("b");
  host.tell("flush");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 1);
  CHECK(sends[0]["url"] == "https://c.example/in");
  CHECK(sends[0]["type"] == "text/plain");
  CHECK(sends[0]["read"] == true);
  const auto rows = rows_of(sends[0]);
  REQUIRE(rows.size() == 2);
  CHECK(rows[0]["s"] == "s1");
  CHECK(rows[1]["n"] == "b");
  CHECK(host.reports().empty());
}

TEST_CASE(
    "destination: what is wrong with one is reported, and nothing is sent",
    "[destination]") {
  const auto [change, message] = GENERATE(table<std::string, std::string>({
      {R"({"destinationConfig": {}})", "\"collector\": it needs \"site\""},
      {R"({"destination": {"destination": 2}})",
       "\"collector\": broken description: see `sluice destination check`"},
      {R"({"destination": "plausible"})",
       "\"collector\": no description of that name: `sluice bundle` makes a "
       "script with it"},
      {R"({"destinations": "{"})", "\"collector\": no JSON"},
  }));
  Host host;
  Json config = config_of(kDescription);
  config.update(Json::parse(change));
  CHECK(host.start(config) == Status::BadConfig);
  const auto reports = host.actions("report");
  REQUIRE(reports.size() == 1);
  CHECK(reports[0]["code"] == "bad_destination");
  CHECK(reports[0]["message"] == message);
  host.track("a");
  host.tell("flush");
  CHECK(host.actions("send").empty());
}

TEST_CASE("destination: a name stands for a description that the script has",
          "[destination]") {
  Host host;
  host.status.reset();
  host.start(config_of("mine"), "https://shop.example/",
             {{"descriptions", {{"mine", kDescription}}}});
  host.track("a");
  host.tell("flush");
  CHECK(host.actions("send").size() == 1);
}

TEST_CASE("destination: a name that the policy does not have is reported",
          "[destination]") {
  Host host;
  host.start({{"destinations", {{"colector", {{"endpoint", "/c"}}}}}});
  const auto reports = host.actions("report");
  REQUIRE(reports.size() == 1);
  CHECK(reports[0]["code"] == "bad_destination");
  CHECK(reports[0]["at"] == "/destinations/colector");
}

TEST_CASE("destination: a secret in a page is reported", "[destination]") {
  Host host;
  Json description = kDescription;
  description["config"]["site"]["secret"] = true;
  host.start(config_of(description));
  CHECK(host.reports() == std::vector<std::string>{"secret_in_page"});
}

// Where nothing was asked, nothing was answered: a collector that failed is
// left alone for as long as before.
TEST_CASE("destination: a batch with nothing for it ends no wait",
          "[destination]") {
  Json description = kDescription;
  description["events"]["rare"] = {{"$if", "$order.id"}, {"$then", {{"x", 2}}}};
  Host host;
  host.start(config_of(description));
  host.status = 503;
  host.track("a", Json::object(), true);
  host.track("rare", Json::object(), true);
  host.status.reset();
  (void)host.take({{"fact", "hidden"}, {"left", true}});
  REQUIRE(host.sent().size() == 2);
  host.tell("visible");
  host.track("b", Json::object(), true);
  CHECK(host.sent().size() == 2);
  host.answer(1, 200);
  CHECK(host.sent().size() == 3);
}

TEST_CASE("destination: what an answer rejects is counted, the rest arrived",
          "[destination]") {
  Host host;
  host.status.reset();
  host.start(config_of(kDescription));
  for (const char* name : {"a", "b", "c"}) host.track(name);
  host.tell("flush");
  host.take({{"fact", "sent"},
             {"destination", 0},
             {"batch", 1},
             {"status", 200},
             {"body", "[1]"}});
  CHECK(host.reports() == std::vector<std::string>{"delivery_refused"});
  host.pass(10 * 60 * 1000);
  CHECK(host.actions("send").size() == 1);
}

TEST_CASE("destination: of rejected events and a retry only the rest is tried",
          "[destination]") {
  Host host;
  host.status.reset();
  Json description = kDescription;
  description["answers"][0] = {
      {"status", 400}, {"rejected", "$answer.body"}, {"then", "retry"}};
  host.start(config_of(description));
  for (const char* name : {"a", "b", "c"}) host.track(name);
  host.tell("flush");
  host.take({{"fact", "sent"},
             {"destination", 0},
             {"batch", 1},
             {"status", 400},
             {"body", "[1]"}});
  host.pass(10 * 60 * 1000);
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 2);
  const auto rows = rows_of(sends[1]);
  REQUIRE(rows.size() == 2);
  CHECK(rows[1]["n"] == "c");
}

TEST_CASE("destination: bodies that grow stay small enough for keepalive",
          "[destination]") {
  Host host;
  host.status.reset();
  Json description = kDescription;
  Json all = Json::array();
  for (int i = 0; i < 6; ++i) all.push_back("$properties");
  description["row"]["all"] = all;
  host.start(config_of(description));
  for (int i = 0; i < 19; ++i) {
    host.track("e", {{"text", std::string(700, 'x')}});
  }
  host.tell("hidden");
  std::size_t rows = 0;
  std::size_t keepalive = 0;
  for (const Json& send : host.actions("send")) {
    const auto bytes = send["body"].get<std::string>().size();
    rows += rows_of(send).size();
    if (send["keepalive"] == true) keepalive += bytes;
    CHECK(bytes <= 16 * 1024);
  }
  CHECK(rows == 19);
  CHECK(keepalive > 30 * 1024);
  CHECK(keepalive <= 64 * 1024);  // the browser's quota
}

TEST_CASE("destination: a page that is left goes the way for that",
          "[destination]") {
  Host host;
  host.status.reset();
  Json description = kDescription;
  description["type"] = "application/json";
  description["headers"] = {{"x-key", "1"}};
  description["leaving"] = {{"type", "text/plain"},
                            {"headers", Json::object()}};
  host.start(config_of(description));
  host.track("a");
  host.tell("flush");
  host.track("b");
  host.tell("hidden");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 2);
  CHECK(sends[0]["type"] == "application/json");
  CHECK(sends[0]["headers"] == Json{{"x-key", "1"}});
  CHECK(sends[1]["type"] == "text/plain");
  CHECK_FALSE(sends[1].contains("headers"));
}

// Complaint: one bad row makes Matomo answer 500 and roll the bulk back, so
// that who retries blindly retries for ever.
TEST_CASE("destination: of twenty rows one is poison, and nineteen arrive",
          "[destination]") {
  Host host;
  host.status.reset();
  host.start(config_of(kDescription));
  for (int i = 0; i < 20; ++i) host.track(i == 7 ? "poison" : "fine");
  std::size_t arrived = 0;
  std::size_t answered = 0;
  for (int round = 0; round < 100; ++round) {
    const auto sends = host.actions("send");
    for (; answered < sends.size(); ++answered) {
      const Json& send = sends[answered];
      const auto rows = rows_of(send);
      bool is_poisoned = false;
      for (const Json& row : rows) is_poisoned |= row["n"] == "poison";
      if (!is_poisoned) arrived += rows.size();
      host.take({{"fact", "sent"},
                 {"destination", 0},
                 {"batch", send["batch"]},
                 {"status", is_poisoned ? 500 : 200}});
    }
    host.pass(60 * 1000);
  }
  CHECK(arrived == 19);
  CHECK(host.reports().back() == "delivery_refused");
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("destination: each is spoken to in its own way, by its own needs",
          "[destination]") {
  const Json policy = Json::parse(R"json({
    "policy": 1, "id": "two", "revision": "1", "unknownRegion": "all",
    "purposes": {"analytics": {"title": "a"}, "ads": {"title": "b"}},
    "signals": {"site": {"read": "api", "map": {"analytics": "analytics", "ads": "ads"}}},
    "regimes": [{"id": "all", "model": "opt-in", "regions": ["*"], "purposes": {
      "analytics": {"decide": ["site"], "else": "unknown"},
      "ads": {"decide": ["site"], "else": "unknown"}},
      "unknown": {"mode": "hold", "maxAge": "30m"}}],
    "events": [{"name": "*"}],
    "fields": [{"path": ["event.*"], "do": "allow"}],
    "destinations": {"stats": {"needs": "analytics"}, "ads": {"needs": "ads"}}
  })json");
  Host host;
  host.status.reset();
  host.start({{"endpoint", "https://own.example/"},
              {"pageViews", false},
              {"policy", policy},
              {"destinations",
               {{"ads",
                 {{"endpoint", "https://c.example"},
                  {"description", kDescription},
                  {"config", {{"site", "s2"}}}}}}}});
  host.track("a");
  host.consent({{"analytics", true}});
  host.tell("flush");
  REQUIRE(host.actions("send").size() == 1);
  CHECK(host.actions("send")[0]["url"] == "https://own.example/");
  CHECK(host.sent()[0]["sluice"] == 2);
  host.consent({{"analytics", true}, {"ads", true}});
  host.tell("flush");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 2);
  CHECK(sends[1]["url"] == "https://c.example/in");
  CHECK(rows_of(sends[1])[0]["s"] == "s2");
}

}  // namespace
}  // namespace sluice::test
