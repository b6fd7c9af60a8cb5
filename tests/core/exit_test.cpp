#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/exit_limits.hpp"

namespace sluice::test {
namespace {

TEST_CASE("network: complaint 31, what failed while offline is not tried again "
          "before there is a network",
          "[exit]") {
  Host host;
  host.start();
  host.status = 0;
  host.tell("offline");
  host.track("late", Json::object(), true);
  CHECK(host.sent().size() == 1);
  host.pass(60 * 60 * 1000);
  CHECK(host.sent().size() == 1);
  CHECK_FALSE(host.wake_at());
  host.status = 200;
  host.tell("online");
  CHECK(host.events().size() == 1);
}

TEST_CASE("exit: conversions leave first, and bodies fit 64 KiB together",
          "[exit]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"analytics", true}, {"ads", true}});
  host.status.reset();
  for (int i = 0; i < 30; ++i) {
    host.track("large", {{"pad", std::string(3800, 'x')}});
  }
  host.tell("hidden");
  std::size_t bytes = 0;
  for (const Json& send : host.actions("send")) {
    CHECK(send["keepalive"] == true);
    bytes += send["body"].get<std::string>().size();
  }
  CHECK(bytes <= kMaxExitKeepalive);
  CHECK(bytes > kMaxExitKeepalive - 2 * 16 * 1024);
  CHECK_FALSE(host.actions("stash").empty());
}

}  // namespace
}  // namespace sluice::test
