// What the device keeps for a page that may die without a word.
#include <catch2/catch.hpp>

#include "device.hpp"
#include "envelope.hpp"
#include "own_policy.hpp"
#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

// The names of the events on the device, in the order of their batches' ids,
// which is that of their times.
std::vector<std::string> names_on(const Host& host) {
  std::vector<std::string> names;
  for (const auto& [id, text] : host.queue) {
    const Json batch = Json::parse(text.substr(13));
    for (const Json& event : batch["events"]) {
      names.push_back(Json::parse(event.get<std::string>())["event"]["name"]);
    }
  }
  return names;
}

using Names = std::vector<std::string>;

// The site's visitor, whose first event found no collector.
void open_in_outage(Device& device, Host& host, int status = 503) {
  device.visit(host);
  host.status = status;
  host.track("first", Json::object(), true);
}

// Reloads ended Chromium's pages on a busy machine before `pagehide`, and ten
// events of an offline page with them.
TEST_CASE(
    "backup: what happens offline is on the device a quarter of a second later",
    "[backup]") {
  Device device;
  Host host;
  device.visit(host);
  host.status = 0;
  host.tell("offline");
  host.track("one");
  host.track("two");
  host.pass(kDeferMs - 1);
  CHECK(host.queue.empty());
  host.pass(1);
  CHECK(names_on(host) == Names{"one", "two"});
  host.track("three");
  host.pass(kDeferMs);
  CHECK(names_on(host) == Names{"one", "two", "three"});
}

TEST_CASE("backup: what waits for a route's title is not backed up later",
          "[backup]") {
  Device device;
  Host host;
  device.visit(host);
  host.status = 0;
  host.tell("offline");
  host.track("one");
  for (int i = 0; i < 2; ++i) {
    host.pass(kDeferMs / 2 - 1);
    host.page("https://shop.example/" + std::to_string(i), "push");
  }
  host.pass(2);
  CHECK(names_on(host) == Names{"one", "page_view", "page_view"});
}

TEST_CASE("backup: a failing collector is as bad as no network", "[backup]") {
  const int status = GENERATE(0, 408, 429, 500, 503);
  Device device;
  Host host;
  open_in_outage(device, host, status);
  // It was tried in vain, so it has waited long enough.
  CHECK(names_on(host) == Names{"first"});
  host.track("second");
  CHECK(host.queue.size() == 1);
  host.pass(kDeferMs);
  CHECK(names_on(host) == Names{"first", "second"});
}

TEST_CASE("backup: what is under way as the network goes is stored, too",
          "[backup]") {
  Device device;
  Host host;
  device.visit(host);
  host.status.reset();
  host.track("late", Json::object(), true);
  CHECK(host.queue.empty());
  host.tell("offline");
  CHECK(names_on(host) == Names{"late"});
  host.answer(1, 200);
  CHECK(host.queue.empty());
}

TEST_CASE(
    "backup: the next page sends what a dead one left, ids and times unchanged",
    "[backup]") {
  Device device;
  Host host;
  open_in_outage(device, host);
  const Json first = host.sent()[0]["events"][0];
  host.track("second");
  host.pass(kDeferMs);
  Host next;
  device.queue = host.queue;
  next.pass(kDeferMs);
  device.visit(next);
  // The other may live.
  CHECK(next.sent().empty());
  next.pass(kExitLeaseMs);
  REQUIRE(next.events().size() == 2);
  CHECK(next.events()[0] == first);
  CHECK(next.events()[1]["event"]["name"] == "second");
  CHECK(next.queue.empty());
  CHECK_FALSE(next.wake_at());
}

TEST_CASE("backup: a page that lives sends it once, and the device forgets it",
          "[backup]") {
  Device device;
  Host host;
  open_in_outage(device, host);
  host.track("second");
  host.pass(kDeferMs);
  host.track("third");
  host.pass(kDeferMs);
  REQUIRE(host.queue.size() == 2);
  host.status = 200;
  host.pass(kRetryMaxMs);
  CHECK(host.queue.empty());
  CHECK(host.events().size() == 3);
  CHECK_FALSE(host.wake_at());
}

TEST_CASE("backup: each write has what is new, and eight KiB of before",
          "[backup]") {
  Device device;
  Host host;
  open_in_outage(device, host, 0);
  host.tell("offline");
  const std::string pad(200, 'x');
  std::size_t written = 0;
  for (int i = 0; i < 100; ++i) {
    host.track("e", {{"pad", pad}});
    host.pass(kDeferMs);
  }
  for (const Json& stash : host.actions("stash")) {
    const Json batch =
        Json::parse(stash["text"].get_ref<const std::string&>().substr(13));
    std::size_t bytes = 0;
    for (const Json& event : batch["events"]) {
      bytes += event.get_ref<const std::string&>().size() + 1;
    }
    CHECK(bytes <= kMaxGrownBytes);
    written = std::max(written, bytes);
  }
  CHECK(written > kMaxGrownBytes / 2);
  CHECK(names_on(host).size() == 101);
  CHECK(host.queue.size() < 15);
}

TEST_CASE("backup: a burst is written once", "[backup]") {
  Device device;
  Host host;
  open_in_outage(device, host);
  const auto before = host.actions("stash").size();
  for (int i = 0; i < 10; ++i) host.track("e");
  host.pass(kDeferMs);
  CHECK(host.actions("stash").size() == before + 1);
}

TEST_CASE("backup: nothing is stored that is not permitted to be", "[backup]") {
  Host host;
  Json policy = policy_with("", Json());
  std::size_t expected = 0;
  SECTION("by a policy without a record for it") { policy.erase("storage"); }
  SECTION("in storage that the site gets with each request") {
    policy["storage"]["queue"]["kind"] = "cookie";
  }
  SECTION("before the purpose of the record is granted") {
    policy["purposes"]["keep"] = Json::object();
    policy["storage"]["queue"]["needs"] = "keep";
  }
  SECTION("or as it is") { expected = 1; }
  host.start({{"policy", policy}});
  host.consent({{"analytics", true}});
  host.status = 503;
  host.track("late", Json::object(), true);
  host.track("later");
  host.pass(kDeferMs);
  CHECK(std::min<std::size_t>(host.actions("stash").size(), 1) == expected);
}

// It went on by a lease of what was not there any more, and let go of it.
TEST_CASE(
    "backup: without consent to storage the device forgets, and the page sends",
    "[backup]") {
  Json policy = policy_with("", Json());
  policy["purposes"]["keep"] = Json::object();
  policy["signals"]["site"]["map"]["keep"] = "keep";
  policy["regimes"][0]["purposes"]["keep"] = {{"decide", {"site"}},
                                              {"else", "unknown"}};
  policy["storage"]["queue"]["needs"] = "keep";
  Host host;
  host.start({{"policy", policy}});
  host.consent({{"analytics", true}, {"keep", true}});
  host.status = 503;
  host.track("late", Json::object(), true);
  REQUIRE(host.queue.size() == 1);
  host.consent({{"analytics", true}, {"keep", false}});
  CHECK(host.queue.empty());
  host.track("later");
  host.pass(kExitLeaseMs + kDeferMs);
  CHECK(host.queue.empty());
  host.status = 200;
  host.pass(kRetryMaxMs);
  CHECK(host.events().size() == 2);
}

TEST_CASE("backup: a withdrawal leaves nothing of it", "[backup]") {
  Device device;
  Host host;
  open_in_outage(device, host);
  host.consent({{"analytics", false}});
  CHECK(host.queue.empty());
  host.track("never");
  host.pass(kDeferMs);
  CHECK(host.queue.empty());
}

// Seed 11893 of the simulator.
TEST_CASE("backup: a withdrawal leaves what it does not forbid", "[backup]") {
  Device device;
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", false}});
  host.status = 0;
  host.tell("offline");
  host.track("before");
  host.consent({{"ads", true}});
  host.page("https://shop.example/?gclid=a1b2c3d4e5f6");
  host.pass(kDeferMs);
  REQUIRE(names_on(host) == Names{"before", "page_view"});
  host.consent({{"ads", false}});
  host.pass(kDeferMs);
  CHECK(names_on(host) == Names{"before"});
}

TEST_CASE("backup: a device that refuses is asked again as the page is left",
          "[backup]") {
  Device device;
  Host host;
  device.visit(host);
  host.storage_fails = true;
  host.status = 503;
  host.track("one", Json::object(), true);
  host.track("two");
  host.pass(kDeferMs);
  CHECK(host.actions("stash").size() == 1);
  host.storage_fails = false;
  host.tell("hidden");
  CHECK(names_on(host) == Names{"one", "two"});
}

// What the device has is what another tab would send.
TEST_CASE("backup: of a batch that may not grow the device keeps what it had",
          "[backup]") {
  Device device;
  Host host;
  device.visit(host);
  host.status = 0;
  host.tell("offline");
  host.track("one");
  host.pass(kDeferMs);
  REQUIRE(names_on(host) == Names{"one"});
  host.storage_fails = true;
  // The one was tried in vain meanwhile, so these would be a batch of their
  // own: a second one may grow.
  host.storage_fails = false;
  host.track("two");
  host.pass(kDeferMs);
  host.storage_fails = true;
  host.track("three");
  host.pass(kDeferMs);
  CHECK(names_on(host) == Names{"one", "two"});
  host.sleep(kExitLeaseMs);
  host.storage_fails = false;
  host.status = 200;
  host.tell("online");
  host.pass(kFlushMs);
  CHECK(host.events().size() == 3);
  CHECK(host.queue.empty());
}

TEST_CASE("backup: what the device has the browser need not send", "[backup]") {
  Device device;
  Host host;
  host.start({{"policy", "opt-in"}}, "https://shop.example/",
             {{"defers", true}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.track("one");
  host.pass(kDeferMs);
  REQUIRE(host.actions("defer").back().contains("url"));
  host.status = 0;
  host.tell("offline");
  host.pass(kDeferMs);
  CHECK(names_on(host) == Names{"one"});
  CHECK_FALSE(host.actions("defer").back().contains("url"));
}

// It would count twice what a dead page may have sent.
TEST_CASE("backup: is given up as a collector gets it that knows no ids",
          "[backup]") {
  const Json description = Json::parse(R"json({
    "destination": 1, "name": "t", "url": "$config.endpoint",
    "row": {"n": "$event.name"}, "events": {"*": {"x": 1}}
  })json");
  Host host;
  host.start({{"policy", "opt-in"},
              {"destination", description},
              {"endpoint", "https://c.example"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.status = 503;
  host.track("late", Json::object(), true);
  CHECK(host.queue.size() == 1);
  host.status.reset();
  host.pass(kRetryBaseMs);
  REQUIRE(host.actions("send").size() == 2);
  CHECK(host.queue.empty());
  host.answer(1, 503);
  CHECK(host.queue.size() == 1);
}

TEST_CASE("backup: half of a queue can still give way to a conversion",
          "[backup]") {
  Device device;
  Host host;
  device.visit(host, [] {
    Json policy = policy_with("", Json());
    return policy;
  }());
  host.status = 0;
  host.tell("offline");
  for (std::size_t i = 0; i < kMaxQueueEvents; ++i) {
    host.track("usual");
    host.pass(kDeferMs);
  }
  CHECK(names_on(host).size() >= kMaxQueueEvents / 2);
  CHECK(host.track("sale", Json::object(), true) == Status::Ok);
  host.status = 200;
  host.tell("online");
  host.pass(kRetryMaxMs);
  const auto events = host.events();
  CHECK(events.size() == kMaxQueueEvents);
  CHECK(std::any_of(events.begin(), events.end(), [](const Json& one) {
    return one["event"]["name"] == "sale";
  }));
}

}  // namespace
}  // namespace sluice::test
