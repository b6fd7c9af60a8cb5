#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE("facts: none counts before a start, and a second start is refused",
          "[facts]") {
  Host host;
  CHECK(host.track("x") == Status::NotStarted);
  CHECK(host.start() == Status::Ok);
  CHECK(host.start() == Status::StartedTwice);
}

TEST_CASE("facts: a start that was refused may be followed by a good one",
          "[facts]") {
  Host host;
  CHECK(host.take({{"fact", "start"}, {"seed", "short"}}) == Status::BadFact);
  CHECK(host.start({{"endpoint", 7}}) == Status::BadConfig);
  CHECK(host.start() == Status::Ok);
}

TEST_CASE("facts: the same facts give the same actions", "[facts]") {
  const auto run = [] {
    Host host;
    host.start({{"policy", "opt-in"}});
    host.page("https://shop.example/?utm_source=a");
    host.consent({{"analytics", true}});
    for (int i = 0; i < 50; ++i) host.track("e", {{"i", i}});
    host.pass(60000);
    return host.actions("send");
  };
  CHECK(run() == run());
}

TEST_CASE("facts: text is cut at its cap, and the batch says how often",
          "[facts]") {
  for (const std::size_t size :
       {kMaxTextBytes - 1, kMaxTextBytes, kMaxTextBytes + 1}) {
    Host host;
    host.start();
    host.track("e", {{"x", std::string(size, 'x')}});
    host.tell("flush");
    CHECK(host.last()["properties"]["x"].get<std::string>().size() ==
          std::min(size, kMaxTextBytes));
    CHECK(host.stored().back().contains("cut") == (size > kMaxTextBytes));
  }
}

TEST_CASE("facts: names are capped, and refused rather than cut", "[facts]") {
  Host host;
  host.start();
  CHECK(host.track(std::string(kMaxNameBytes - 1, 'n')) == Status::Ok);
  CHECK(host.track(std::string(kMaxNameBytes, 'n')) == Status::Ok);
  CHECK(host.track(std::string(kMaxNameBytes + 1, 'n')) == Status::BadFact);
}

TEST_CASE("facts: properties are capped", "[facts]") {
  for (const std::size_t count :
       {kMaxProperties - 1, kMaxProperties, kMaxProperties + 1}) {
    Host host;
    host.start();
    Json properties;
    for (std::size_t i = 0; i < count; ++i) {
      properties["p" + std::to_string(1000 + i)] = i;
    }
    host.track("e", properties);
    host.tell("flush");
    CHECK(host.last()["properties"].size() == std::min(count, kMaxProperties));
    CHECK(host.stored().back().contains("cut") == (count > kMaxProperties));
  }
}

TEST_CASE("facts: an event that stays too large is dropped and counted",
          "[facts]") {
  Host host;
  host.start();
  Json properties;
  for (int i = 0; i < 8; ++i) {
    properties["p" + std::to_string(i)] = std::string(3000, 'x');
  }
  CHECK(host.track("big", properties) == Status::TooLarge);
  CHECK(host.reports() == std::vector<std::string>{"too_large"});
  host.track("next");
  host.tell("flush");
  CHECK(host.stored().back()["dropped"]["too_large"] == 1);
}

TEST_CASE("facts: addresses end before the part that does not fit", "[facts]") {
  Host host;
  host.start();
  host.page("https://shop.example/a/" + std::string(5000, 'p') + "?utm_id=1");
  host.tell("flush");
  CHECK(host.last()["page"]["url"] == "https://shop.example/a");
  CHECK(host.last()["utm"]["id"] == "1");
}

TEST_CASE("facts: an event keeps its id however often it is sent", "[facts]") {
  Host host;
  host.status.reset();
  host.start();
  host.track("e");
  host.tell("flush");
  host.answer(1, 503);
  host.pass(5 * 60 * 1000);
  const auto sent = host.sent();
  REQUIRE(sent.size() >= 2);
  CHECK(sent[0]["events"] == sent[1]["events"]);
  CHECK(sent[0]["batch"] == sent[1]["batch"]);
  CHECK(sent[0]["sent_at"] < sent[1]["sent_at"]);
}

}  // namespace
}  // namespace sluice::test
