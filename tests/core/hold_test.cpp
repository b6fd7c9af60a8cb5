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

TEST_CASE("hold: keeps events in order until they are taken", "[hold]") {
  Hold hold;
  for (int i = 0; i < 3; ++i) {
    Event event = make_event();
    REQUIRE(hold.add(event, i));
  }
  CHECK(hold.size() == 3);
  double since = 0;
  for (const Held& held : hold.take()) CHECK(held.since_mono_ms == since++);
  CHECK(hold.size() == 0);
  CHECK_FALSE(hold.expires_at());
}

TEST_CASE("hold: is full at its number of events", "[hold]") {
  Hold hold;
  for (std::size_t i = 0; i < kMaxHeldEvents; ++i) {
    Event event = make_event();
    REQUIRE(hold.add(event, 0));
  }
  Event event = make_event();
  CHECK_FALSE(hold.add(event, 0));
  CHECK(event.fields.text("properties.x") == "x");
}

TEST_CASE("hold: is full at its bytes", "[hold]") {
  Hold hold;
  Event half = make_event(kMaxHeldBytes / 2);
  CHECK(hold.add(half, 0));
  Event other = make_event(kMaxHeldBytes / 2);
  CHECK_FALSE(hold.add(other, 0));
  Event small = make_event();
  CHECK(hold.add(small, 0));
}

TEST_CASE("hold: expires at its age and not before", "[hold]") {
  Hold hold;
  Event event = make_event();
  REQUIRE(hold.add(event, 100));
  CHECK(hold.expires_at() == 100 + kMaxHoldMs);
  CHECK(hold.expire(100 + kMaxHoldMs - 1) == 0);
  CHECK(hold.expire(100 + kMaxHoldMs) == 1);
}

}  // namespace
}  // namespace sluice
