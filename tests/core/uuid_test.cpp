#include "sluice/base/uuid.hpp"

#include <catch2/catch.hpp>
#include <set>
#include <string>

#include "sluice/base/random.hpp"

namespace sluice {
namespace {

TEST_CASE("uuid: carries its time in front, version 7 and variant 10",
          "[uuid]") {
  Random random;
  const Text uuid = make_uuid(0x0123456789AB, random);
  CHECK(std::string_view(uuid).substr(0, 15) == "01234567-89ab-7");
  CHECK(std::string("89ab").find(uuid.data()[19]) != std::string::npos);
  CHECK(is_uuid(uuid));
}

TEST_CASE("uuid: times before 1970 count as 1970", "[uuid]") {
  Random random;
  CHECK(std::string_view(make_uuid(-5, random)).substr(0, 13) ==
        "00000000-0000");
}

TEST_CASE("uuid: 100,000 of one millisecond differ", "[uuid]") {
  Random random;
  REQUIRE(random.seed("00000000000000000000000000000001"));
  std::set<std::string> seen;
  for (int i = 0; i < 100000; ++i) {
    seen.insert(std::string(std::string_view(make_uuid(1, random))));
  }
  CHECK(seen.size() == 100000);
}

TEST_CASE("uuid: text that only resembles a UUID is refused", "[uuid]") {
  CHECK_FALSE(is_uuid(""));
  CHECK_FALSE(is_uuid("01234567-89ab-4cde-8f01-23456789abcd"));
  CHECK_FALSE(is_uuid("01234567-89AB-7cde-8f01-23456789abcd"));
  CHECK_FALSE(is_uuid("01234567-89ab-7cde-8f01-23456789abc"));
  CHECK_FALSE(is_uuid("0123456789ab-7cde-8f01-23456789abcde-"));
  CHECK(is_uuid("01234567-89ab-7cde-8f01-23456789abcd"));
}

TEST_CASE("random: a seed is 32 lower-case hex digits", "[random]") {
  Random random;
  CHECK_FALSE(random.seed(""));
  CHECK_FALSE(random.seed("0123456789abcdef0123456789abcde"));
  CHECK_FALSE(random.seed("0123456789abcdef0123456789abcdeg"));
  CHECK_FALSE(random.seed("0123456789ABCDEF0123456789ABCDEF"));
  CHECK(random.seed("0123456789abcdef0123456789abcdef"));
}

TEST_CASE("random: equal seeds give equal streams, all zeros one too",
          "[random]") {
  Random a;
  Random b;
  REQUIRE(a.seed("00000000000000000000000000000000"));
  REQUIRE(b.seed("00000000000000000000000000000000"));
  std::set<std::uint32_t> seen;
  for (int i = 0; i < 100; ++i) {
    const auto value = a.next();
    CHECK(value == b.next());
    seen.insert(value);
    CHECK(a.next_unit() < 1);
    (void)b.next_unit();
  }
  CHECK(seen.size() > 90);
}

}  // namespace
}  // namespace sluice
