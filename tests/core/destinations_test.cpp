// Several destinations of one policy.
#include <catch2/catch.hpp>

#include "envelope.hpp"
#include "host.hpp"
#include "own_policy.hpp"

namespace sluice::test {
namespace {

// Two collectors; the second has `events` alone.
Json policy_of_two(const Json& events) {
  Json policy = policy_with(
      "destinations",
      {{"all", {{"url", "/all"}, {"needs", "analytics"}}},
       {"some",
        {{"url", "/some"}, {"needs", "analytics"}, {"events", events}}}});
  policy["fields"] = {{{"path", {"event.*", "properties.*"}}, {"do", "allow"}}};
  policy.erase("storage");
  return policy;
}

void visit(Host& host, const Json& events) {
  host.start({{"policy", policy_of_two(events)},
              {"pageViews", false},
              {"rateLimit", false}});
  host.consent({{"analytics", true}});
}

std::vector<Json> sent_to(const Host& host, const std::string& url) {
  std::vector<Json> bodies;
  for (const Json& send : host.actions("send")) {
    if (send["url"] != url) continue;
    bodies.push_back(read_envelope<Json>(send["body"].get<std::string>()));
  }
  return bodies;
}

TEST_CASE(
    "destinations: one is told of the events that the policy keeps from "
    "it, so that their numbers are no riddle",
    "[destinations]") {
  Host host;
  visit(host, {"order"});
  host.track("look");
  host.track("look");
  host.track("order", Json::object(), true);
  host.tell("flush");
  const auto some = sent_to(host, "/some");
  REQUIRE(some.size() == 1);
  CHECK(some[0]["events"][0]["event"]["sequence"] == 3);
  CHECK(some[0]["dropped"] == Json{{"not_in_policy", 2}});
  for (const Json& body : sent_to(host, "/all")) {
    CHECK_FALSE(body.contains("dropped"));
  }
}

TEST_CASE(
    "destinations: as the page is left, the conversions of all come "
    "before the rest of any",
    "[destinations]") {
  Host host;
  host.status.reset();
  visit(host, {"*"});
  host.track("look");
  host.tell("flush");
  // Both fail: what comes waits.
  for (const int destination : {0, 1}) {
    host.answer(1, 503, std::nullopt, destination);
  }
  // More than the browser takes of a page that is left.
  for (int i = 0; i < 30; ++i) {
    host.track("look", {{"pad", std::string(3000, 'x') + std::to_string(i)}});
  }
  host.track("order", Json::object(), true);
  const auto before = host.actions("send").size();
  host.tell("hidden");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() >= before + 2);
  for (const std::size_t i : {before, before + 1}) {
    CHECK(sends[i]["url"] == (i == before ? "/all" : "/some"));
    CHECK(sends[i]["keepalive"] == true);
    const Json body = read_envelope<Json>(sends[i]["body"].get<std::string>());
    REQUIRE(body["events"].size() == 1);
    CHECK(body["events"][0]["event"]["name"] == "order");
  }
}

}  // namespace
}  // namespace sluice::test
