#include "sluice/delivery/backoff.hpp"

#include <catch2/catch.hpp>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

TEST_CASE("backoff: jitter is full, and its ceiling doubles up to five minutes",
          "[backoff]") {
  double ceiling = kRetryBaseMs;
  for (int failures = 0; failures < 12; ++failures) {
    double least = ceiling;
    double most = 0;
    for (int trial = 0; trial < 400; ++trial) {
      Random random;
      REQUIRE(random.seed("0123456789abcdef0123456789abcd" +
                          std::string{"0123456789abcdef"[trial % 16]} +
                          std::string{"0123456789abcdef"[trial / 16 % 16]}));
      for (int i = 0; i < trial; ++i) (void)random.next();
      Backoff backoff;
      double now = 0;
      for (int i = 0; i <= failures; ++i) {
        now = backoff.retry_at();
        backoff.fail(now, {}, random);
      }
      least = std::min(least, backoff.retry_at() - now);
      most = std::max(most, backoff.retry_at() - now);
    }
    INFO(failures);
    CHECK(most <= ceiling);
    CHECK(most > ceiling * 0.9);
    CHECK(least < ceiling * 0.1);
    ceiling = std::min(ceiling * 2, kRetryMaxMs);
  }
}

TEST_CASE("backoff: requests that fail together count once", "[backoff]") {
  Random random;
  Backoff backoff;
  backoff.fail(0, 1000.0, random);
  const double at = backoff.retry_at();
  backoff.fail(1, {}, random);
  CHECK(backoff.retry_at() == at);
}

TEST_CASE("backoff: Retry-After is kept to, up to an hour", "[backoff]") {
  Random random;
  Backoff backoff;
  backoff.fail(0, 5000.0, random);
  CHECK_FALSE(backoff.allows(4999));
  CHECK(backoff.allows(5000));
  backoff.succeed();
  backoff.fail(0, 7200.0 * 1000, random);
  CHECK(backoff.retry_at() == kMaxRetryAfterMs);
}

TEST_CASE("backoff: a success forgets the failures", "[backoff]") {
  Random random;
  Backoff backoff;
  for (int i = 0; i < 5; ++i) backoff.fail(backoff.retry_at(), {}, random);
  backoff.succeed();
  CHECK(backoff.allows(0));
  backoff.fail(0, {}, random);
  CHECK(backoff.retry_at() <= kRetryBaseMs);
}

}  // namespace
}  // namespace sluice
