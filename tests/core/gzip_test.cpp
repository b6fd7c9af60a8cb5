// When a body may leave gzipped; what is different then is for the vectors of
// descriptions.
#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/destination_limits.hpp"
#include "sluice/base/exit_limits.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

// More than one packet, even as rows.
const Json kMuch = {{"text", std::string(kMinGzipBytes, 'x')}};

// A tracker whose collector takes gzip and answers when it is told to.
void open(Host& host, const Json& more = Json::object()) {
  host.status.reset();
  host.start({{"gzip", true}, {"pageViews", false}}, "https://shop.example/",
             more);
}

bool may_gzip(const Json& send) { return send.contains("gzip"); }

TEST_CASE("gzip: a large body may be gzipped where the collector takes it",
          "[gzip]") {
  const Json takes = GENERATE(Json(true), Json(false), Json());
  Host host;
  host.start(takes.is_null() ? Json::object() : Json{{"gzip", takes}});
  host.track("much", kMuch);
  host.tell("flush");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 1);
  CHECK(may_gzip(sends[0]) == (takes == true));
  if (takes == true) CHECK(sends[0]["gzip"] == Json::object());
  CHECK(host.reports().empty());
}

// The body grows with the text, byte for byte.
TEST_CASE("gzip: a body that one packet holds is left as it is", "[gzip]") {
  const auto body_of = [](std::size_t size) {
    Host host;
    host.start({{"gzip", true}, {"pageViews", false}});
    host.track("a", {{"text", std::string(size, 'x')}});
    host.tell("flush");
    return host.actions("send").at(0);
  };
  const auto bytes = [](const Json& send) {
    return send["body"].get<std::string>().size();
  };
  const std::size_t rest = bytes(body_of(1000)) - 1000;
  for (const int more : {-1, 0, 1}) {
    const Json send = body_of(kMinGzipBytes - rest + more);
    CHECK(bytes(send) == kMinGzipBytes + more);
    CHECK(may_gzip(send) == (more >= 0));
  }
}

TEST_CASE("gzip: one destination takes it, another does not", "[gzip]") {
  const Json policy = Json::parse(R"json({
    "policy": 1, "id": "two", "revision": "1", "unknownRegion": "all",
    "purposes": {"a": {"title": "a"}},
    "signals": {"site": {"read": "api", "map": {"a": "a"}}},
    "regimes": [{"id": "all", "model": "opt-in", "regions": ["*"],
                 "purposes": {"a": {"decide": ["site"], "else": "denied"}}}],
    "events": [{"name": "*"}],
    "fields": [{"path": ["event.*", "properties.*"], "do": "allow"}],
    "destinations": {"one": {}, "other": {}}
  })json");
  const bool by_name = GENERATE(true, false);
  Host host;
  host.start({{"policy", policy},
              {"gzip", !by_name},
              {"destinations", {{"other", {{"gzip", by_name}}}}}});
  host.consent({{"a", true}});
  host.track("much", kMuch);
  host.tell("flush");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 2);
  CHECK(may_gzip(sends[0]) == !by_name);
  CHECK(may_gzip(sends[1]) == by_name);
}

TEST_CASE("gzip: a page that is left sends as it is, and from then on",
          "[gzip]") {
  Host host;
  open(host);
  host.track("before", kMuch);
  host.tell("hidden");
  host.track("after", kMuch);
  host.tell("flush");
  for (const Json& send : host.actions("send")) CHECK_FALSE(may_gzip(send));
  CHECK(host.sent().size() == 2);
  host.tell("visible");
  host.track("again", kMuch);
  host.tell("flush");
  CHECK(may_gzip(host.actions("send").back()));
}

TEST_CASE("gzip: what a browser keeps for a page that dies is as it is",
          "[gzip]") {
  Host host;
  open(host, {{"defers", true}});
  host.track("much", kMuch);
  host.pass(kDeferMs);
  REQUIRE(host.actions("defer").size() == 1);
  CHECK_FALSE(may_gzip(host.actions("defer")[0]));
}

// A proxy before the collector may refuse what the collector takes.
TEST_CASE("gzip: what was refused is sent as it is the next time", "[gzip]") {
  const int status = GENERATE(0, 503, 400);
  Host host;
  open(host);
  host.track("one", kMuch);
  host.track("two", kMuch);
  host.tell("flush");
  host.answer(1, status);
  host.pass(60 * 1000);
  const auto sends = host.actions("send");
  REQUIRE(sends.size() > 1);
  CHECK(may_gzip(sends[0]));
  CHECK_FALSE(may_gzip(sends[1]));
}

// As a firewall does that does not know bytes of that kind.
TEST_CASE("gzip: a refusal costs no event, and the rest goes as it is",
          "[gzip]") {
  const int status = GENERATE(403, 413, 415, 422);
  Host host;
  open(host);
  host.track("one", kMuch);
  host.tell("flush");
  host.answer(1, status);
  host.pass(60 * 1000);
  host.answer(1, 200);
  host.track("two", kMuch);
  host.tell("flush");
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == 3);
  CHECK(may_gzip(sends[0]));
  CHECK_FALSE(may_gzip(sends[1]));
  CHECK_FALSE(may_gzip(sends[2]));
  CHECK_FALSE(
      Json::parse(sends[2]["body"].get<std::string>()).contains("dropped"));
}

// One is made again when the page is left, as long as it has not been answered:
// the host must not have it too, and not sent yet.
TEST_CASE("gzip: what would be made again at the exit is sent as it is",
          "[gzip]") {
  Host host;
  open(host);
  for (int i = 0; i < 40; ++i) {
    host.track("much", {{"text", std::to_string(i) + std::string(3900, 'x')}});
  }
  const auto sends = host.actions("send");
  REQUIRE(sends.size() == kMaxInFlight);
  CHECK(sends.front()["keepalive"] == true);
  CHECK(sends.back()["keepalive"] == false);
  for (const Json& send : sends) {
    CHECK(may_gzip(send) == (send["keepalive"] == true));
  }
}

}  // namespace
}  // namespace sluice::test
