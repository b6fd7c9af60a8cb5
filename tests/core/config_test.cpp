#include <catch2/catch.hpp>

#include "shop.hpp"

namespace sluice::test {
namespace {

struct Said {
  std::string code;
  std::string at;
};

Said say(Host& host) {
  const auto reports = host.actions("report");
  if (reports.empty()) return {};
  return {reports.front()["code"], reports.front()["at"]};
}

TEST_CASE("config: without an endpoint nothing starts, and says why",
          "[config]") {
  Host host;
  CHECK(host.start({{"endpoint", nullptr}}) == Status::BadConfig);
  CHECK(say(host).at == "/endpoint");
  CHECK(host.track("x") == Status::NotStarted);

  Host empty;
  CHECK(empty.take({{"fact", "start"},
                    {"seed", "0123456789abcdef0123456789abcdef"}}) ==
        Status::BadConfig);
  CHECK(say(empty).at == "/endpoint");
}

TEST_CASE("config: an http endpoint on an https page is refused", "[config]") {
  const auto [page, endpoint, status] =
      GENERATE(table<std::string, std::string, Status>({
          {"https://a.example/", "http://b.example/c", Status::BadConfig},
          {"https://a.example/", "HTTP://b.example/c", Status::BadConfig},
          {"https://a.example/", "https://b.example/c", Status::Ok},
          {"https://a.example/", "/c", Status::Ok},
          {"https://a.example/", "//b.example/c", Status::Ok},
          {"https://a.example/", "http://localhost:8081/c", Status::Ok},
          {"https://a.example/", "http://127.0.0.1/c", Status::Ok},
          {"https://a.example/", "http://[::1]:8081/c", Status::Ok},
          {"http://a.example/", "http://b.example/c", Status::Ok},
          {"https://a.example/", "javascript:alert(1)", Status::BadConfig},
          {"https://a.example/", "ws://b.example", Status::BadConfig},
      }));
  INFO(page << " " << endpoint);
  Host host;
  CHECK(host.start({{"endpoint", endpoint}}, page) == status);
  CHECK(say(host).at == (status == Status::Ok ? "" : "/endpoint"));
}

TEST_CASE(
    "config: an unknown option is reported, with the nearest name, and "
    "nothing stops",
    "[config]") {
  Host host;
  CHECK(host.start({{"pageview", false}, {"zzzzzzzzzz", 1}}) == Status::Ok);
  const auto reports = host.actions("report");
  REQUIRE(reports.size() == 2);
  CHECK(reports[0]["code"] == "config_unknown");
  CHECK(reports[0]["at"] == "/pageview");
  CHECK(reports[0]["message"].get<std::string>().find("\"pageViews\"") !=
        std::string::npos);
  CHECK(reports[1]["at"] == "/zzzzzzzzzz");
}

TEST_CASE(
    "config: an option of a wrong type is reported and left at its default",
    "[config]") {
  Host host;
  CHECK(host.start({{"clicks", "maybe"}}) == Status::Ok);
  CHECK(say(host).code == "config_type");
  CHECK(say(host).at == "/clicks");
}

TEST_CASE("config: an unknown policy starts nothing", "[config]") {
  Host host;
  CHECK(host.start({{"policy", "optin"}}) == Status::BadConfig);
  CHECK(say(host).at == "/policy");
  CHECK(host.actions("report").front()["message"].get<std::string>().find(
            "opt-in") != std::string::npos);
}

// One that is none, or that could let nothing out, or not what was meant.
TEST_CASE(
    "config: a policy that cannot be used starts nothing, and is reported by "
    "where it is wrong",
    "[config]") {
  const auto [path, value, at] =
      GENERATE(table<std::string, std::string, std::string>({
          {"", "[]", "/policy"},
          {"", "7", "/policy"},
          {"", "true", "/policy"},
          {"", "null", "/policy"},
          {"", "\"\"", "/policy"},
          {"", "\"{\"", "/policy"},
          {"", "\"[]\"", "/policy"},
          {"", "{}", "/policy"},
          {"/policy", "2", "/policy"},
          {"/id", "7.5e1", ""},
          {"/id", "null", "/policy"},
          {"/regimes", "null", "/policy/regimes"},
          {"/regimes", "[]", "/policy/regimes"},
          {"/regimes", "{\"eu\": {}}", "/policy/regimes"},
          {"/regimes/0", "\"eu\"", "/policy/regimes"},
          {"/purposes", "[\"ads\"]", "/policy/purposes"},
          {"/purposes/ads", "true", "/policy/purposes"},
          {"/signals", "\"tcf\"", "/policy/signals"},
          {"/signals/gpc", "\"gpc\"", "/policy/signals"},
          {"/events", "\"*\"", "/policy/events"},
          {"/events/0", "\"*\"", "/policy/events"},
          {"/events", "[]", "/policy/events"},
          {"/fields", "{\"page.url\": \"allow\"}", "/policy/fields"},
          {"/fields/0", "[]", "/policy/fields"},
          {"/storage", "[]", "/policy/storage"},
          {"/storage/visitor", "false", "/policy/storage"},
          {"/destinations", "[{}]", "/policy/destinations"},
          {"/destinations", "{}", "/policy/destinations"},
          {"/destinations/own", "\"/c\"", "/policy/destinations"},
      }));
  INFO(path << " " << value);
  Json policy = make_policy();
  policy[Json::json_pointer(path)] = Json::parse(value);
  Host host;
  const auto status = host.start({{"policy", policy}});
  CHECK(status == (at.empty() ? Status::Ok : Status::BadConfig));
  CHECK(say(host).at == at);
  CHECK(host.actions("report").size() == (at.empty() ? 0 : 1));
  host.track("x");
  CHECK(host.actions("send").empty());
}

TEST_CASE("config: a policy is reported by each member that it lacks",
          "[config]") {
  for (const auto* name : {"regimes", "events", "fields", "destinations"}) {
    Json policy = make_policy();
    policy.erase(name);
    Host host;
    CHECK(host.start({{"policy", policy}}) == Status::BadConfig);
    CHECK(say(host).at == std::string("/policy/") + name);
    // The same as text, on a tag or at an address.
    Host other;
    const Json text = {{"policy", "\n " + policy.dump()}};
    CHECK(other.start(text) == Status::BadConfig);
    CHECK(say(other).at == std::string("/policy/") + name);
  }
  for (const auto* name : {"purposes", "signals", "storage", "receipt"}) {
    Json policy = make_policy();
    policy.erase(name);
    Host host;
    CHECK(host.start({{"policy", policy}}) == Status::Ok);
    CHECK(say(host).at.empty());
  }
}

TEST_CASE("config: a policy without a regime for the visitor is reported",
          "[config]") {
  Json policy = make_policy();
  policy["unknownRegion"] = "uk";
  Host host;
  CHECK(host.start({{"policy", policy}}) == Status::Ok);
  host.track("x");
  CHECK(say(host).at == "/policy/regimes");
  Host found;
  CHECK(found.start({{"policy", policy}, {"region", "FR"}}) == Status::Ok);
  found.track("x");
  CHECK(say(found).at.empty());
  policy["regimes"].erase(2);
  Host late;
  CHECK(late.take({{"fact", "start"},
                   {"seed", "0123456789abcdef0123456789abcdef"},
                   {"awaits_region", true},
                   {"config", {{"endpoint", "/c"}, {"policy", policy}}}}) ==
        Status::Ok);
  CHECK(say(late).at.empty());
  late.take({{"fact", "region"}, {"region", "JP"}});
  CHECK(say(late).at == "/policy/regimes");
}

TEST_CASE("config: a misspelt policy does not run the default", "[config]") {
  for (const auto* name : {"polciy", "Policy", "policies"}) {
    Host host;
    const Status status = host.start({{name, "opt-in"}});
    const bool is_near = std::string(name) != "policies";
    CHECK((status == Status::BadConfig) == is_near);
    CHECK(host.actions("report").front()["message"].get<std::string>().find(
              "\"policy\"") != std::string::npos);
  }
  Host child;
  CHECK(child.start({{"audiense", "child"}}) == Status::BadConfig);
}

TEST_CASE("config: text is read as JSON, and an error has line and column",
          "[config]") {
  Host good;
  CHECK(good.start(R"({"endpoint": "/c", "policy": "opt-in"})") == Status::Ok);
  Host bad;
  CHECK(bad.start("{\"endpoint\": \"/c\",\n \"policy\" opt-in}") ==
        Status::BadConfig);
  CHECK(say(bad).code == "config_json");
  CHECK(bad.actions("report").front()["message"].get<std::string>().find(
            "line 2, column 11") != std::string::npos);
  Host list;
  CHECK(list.start("[1]") == Status::BadConfig);
}

TEST_CASE("config: attributes win, are text, and may be other people's",
          "[config]") {
  Host host;
  CHECK(host.take({{"fact", "start"},
                   {"seed", "0123456789abcdef0123456789abcdef"},
                   {"config", {{"endpoint", "/a"}}},
                   {"attributes",
                    {{"endpoint", "/b"},
                     {"cfasync", "false"},
                     {"clicks", "false"},
                     {"debug", ""}}}}) == Status::Ok);
  CHECK(host.actions("report").empty());
  host.page("https://shop.example/");
  host.tell("flush");
  CHECK(host.actions("send").front()["url"] == "/b");
  CHECK(host.take(
            {{"fact", "click"}, {"path", {{{"tag", "button"}, {"nth", 1}}}}}) ==
        Status::SwitchedOff);
}

TEST_CASE("config: an attribute near one of ours is reported", "[config]") {
  Host host;
  host.take({{"fact", "start"},
             {"seed", "0123456789abcdef0123456789abcdef"},
             {"attributes", {{"endpont", "/b"}}}});
  CHECK(say(host).at == "/endpont");
}

// Other scripts' attributes are short, too.
TEST_CASE("config: an attribute that has little of a short name is not told",
          "[config]") {
  const auto* name = GENERATE("id", "tag", "src", "gtm", "zip");
  const bool is_near = std::string_view(name) == "zip";
  INFO(name);
  Host host;
  host.start(Json::object(), "https://shop.example/",
             {{"attributes", {{name, "x"}}}});
  CHECK(host.reports().size() == (is_near ? 1U : 0U));
}

}  // namespace
}  // namespace sluice::test
