#include "sluice/delivery/sampling.hpp"

#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/uuid.hpp"

namespace sluice::test {
namespace {

Event make(double part, const std::string& page, const std::string& visitor) {
  Event event;
  event.fields.add_integer("event.sampling", part);
  event.fields.add_text("page.id", page);
  event.fields.add_present("visitor.id", visitor);
  return event;
}

TEST_CASE("sampling: as many as are wanted, to a tenth of a percent",
          "[sampling]") {
  Random random;
  for (const double part : {1.0, 100.0, 2500.0, 9900.0}) {
    int in = 0;
    constexpr int kCount = 100'000;
    for (int i = 0; i < kCount; ++i) {
      const Text id = make_uuid(0, random);
      in += is_sampled(make(part, std::string(std::string_view(id)), ""), 0);
    }
    CHECK(std::abs(in / double{kCount} - part / 10000) < 0.004);
  }
}

TEST_CASE("sampling: an id is in or out, and stays in when the part grows",
          "[sampling]") {
  const std::string low = "018bcfe5-6800-7001-8203-04051999999a";
  const std::string high = "018bcfe5-6800-7001-8203-0405ffffffff";
  CHECK_FALSE(is_sampled(make(999, low, ""), 0));
  CHECK(is_sampled(make(1001, low, ""), 0));
  CHECK_FALSE(is_sampled(make(9999, high, ""), 0));
  CHECK_FALSE(is_sampled(make(5000, low, high), 0));
  CHECK(is_sampled(make(5000, high, low), 0));
  CHECK(is_sampled(make(5000, low, high), 2));
  CHECK(is_sampled(Event(), 0));
}

TEST_CASE("sampling: what is out is counted, what is in says its part",
          "[sampling]") {
  int in = 0;
  Random random;
  for (int i = 0; i < 64; ++i) {
    std::string seed;
    while (seed.size() < 32) seed += "0123456789abcdef"[random.next() % 16];
    Host host;
    host.start({{"policy", "opt-in"}, {"sampling", 25}, {"sampleBy", "page"}},
               "https://shop.example/", {{"seed", seed}});
    host.consent({{"analytics", true}, {"ads", true}});
    host.track("one");
    const Status second = host.track("two");
    host.track("order", Json::object(), true);
    host.tell("flush");
    const bool is_in = host.events().size() > 1;
    CHECK(second == (is_in ? Status::Ok : Status::Sampled));
    in += is_in ? 1 : 0;
    REQUIRE(host.events().size() == (is_in ? 3 : 1));
    for (const Json& event : host.events()) {
      const bool is_order = event["event"]["name"] == "order";
      CHECK(event["event"].value("sampling", 0) == (is_order ? 0 : 2500));
    }
    const Json dropped = host.stored().front().value("dropped", Json());
    CHECK(dropped == (is_in ? Json() : Json{{"sampled", 2}}));
  }
  CHECK(in > 8);
  CHECK(in < 24);
}

}  // namespace
}  // namespace sluice::test
