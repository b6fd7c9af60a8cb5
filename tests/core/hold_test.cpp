#include "sluice/consent/hold.hpp"

#include <catch2/catch.hpp>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

Event make_event(std::size_t bytes = 1) {
  Event event{Text("e"), 0, false, {}};
  event.fields.add_text("properties.x", std::string(bytes, 'x'));
  return event;
}

Held make_held(double since_mono_ms, std::size_t bytes = 1) {
  return {make_event(bytes), since_mono_ms, {}};
}

TEST_CASE("hold: keeps events in order until they are taken", "[hold]") {
  Hold hold;
  // What is put back has waited longer than what is there.
  for (const int since : {1, 2, 0}) {
    Held held = make_held(since);
    REQUIRE(hold.add(held, {}));
  }
  CHECK(hold.waiting_since() == 0);
  double since = 0;
  for (const Held& held : hold.take()) CHECK(held.since_mono_ms == since++);
  CHECK(hold.size() == 0);
  CHECK_FALSE(hold.waiting_since());
}

TEST_CASE("hold: is full at its number of events", "[hold]") {
  Hold hold;
  const HoldLimits limits{2, 1e6, 1e6};
  for (int i = 0; i < 2; ++i) {
    Held held = make_held(0);
    REQUIRE(hold.add(held, limits));
  }
  Held held = make_held(0);
  CHECK_FALSE(hold.add(held, limits));
  CHECK(held.event.fields.text("properties.x") == "x");
}

TEST_CASE("hold: is full at its bytes", "[hold]") {
  Hold hold;
  Held half = make_held(0, kMaxHeldBytes / 2);
  CHECK(hold.add(half, {}));
  Held other = make_held(0, kMaxHeldBytes / 2);
  CHECK_FALSE(hold.add(other, {}));
  Held small = make_held(0);
  CHECK(hold.add(small, {}));
}

TEST_CASE("hold: expires at its age and not before", "[hold]") {
  Hold hold;
  Held held = make_held(100);
  REQUIRE(hold.add(held, {}));
  CHECK(hold.expire(100 + kMaxHoldMs - 1, {}).empty());
  CHECK(hold.expire(100 + kMaxHoldMs, {}).size() == 1);
}

TEST_CASE("hold: a policy may hold less than we do, never more", "[hold]") {
  json::Document unknown;
  REQUIRE_FALSE(
      unknown.read(R"({"maxAge":"3s","maxEvents":30,"maxBytes":99999999})"));
  const HoldLimits limits = hold_limits(unknown.root());
  CHECK(limits.age_ms == 3000);
  CHECK(limits.events == 30);
  CHECK(limits.bytes == kMaxHeldBytes);
  CHECK(hold_limits({}).age_ms == kMaxHoldMs);
}

}  // namespace
}  // namespace sluice
