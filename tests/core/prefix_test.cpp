#include <catch2/catch.hpp>
#include <string>

#include "host.hpp"

namespace sluice::test {
namespace {

// A visit with one fact of every kind.
std::vector<std::string> corpus() {
  return {
      R"({"fact":"signal","signal":"gpc","value":false,"wall":1,"mono":1})",
      R"({"fact":"page","url":"https://a/?utm_source=%E2%82#/x","title":"t",)"
      R"("referrer":"https://b/?c","cause":"load","wall":1,"mono":1})",
      R"({"fact":"signal","signal":"api","choices":{"analytics":true,)"
      R"("ads":true},"explicit":true,"wall":1,"mono":1})",
      R"({"fact":"loaded","values":{"sluice.visitor":{"id":"x"}},"wall":1,)"
      R"("mono":1})",
      R"({"fact":"click","button":1,"path":[{"tag":"a","id":"b","nth":1,)"
      R"("href":"https://c/d.pdf","download":true}],"wall":2,"mono":2})",
      R"({"fact":"track","name":"n","properties":{"a":[1,{"b":"\ud800"}]},)"
      R"("conversion":true,"wall":3,"mono":3})",
      R"({"fact":"identify","user":"u","properties":{},"wall":4,"mono":4})",
      R"({"fact":"sent","batch":1,"status":503,"retry_after":5,"wall":5,)"
      R"("mono":5})",
      R"({"fact":"hidden","wall":6,"mono":6})",
      R"({"fact":"forget","wall":7,"mono":7})",
  };
}

TEST_CASE(
    "facts: every prefix of every fact is refused, and the next one is "
    "taken",
    "[facts]") {
  Host host;
  host.status.reset();
  REQUIRE(host.start({{"policy", "opt-in"}}) == Status::Ok);
  for (const std::string& fact : corpus()) {
    for (std::size_t i = 0; i < fact.size(); ++i) {
      INFO(fact.substr(0, i));
      CHECK(host.take_text(fact.substr(0, i)) == Status::BadJson);
    }
    CHECK(host.take_text(fact) != Status::BadJson);
  }
}

TEST_CASE("facts: every byte of every fact may be any other", "[facts]") {
  Host host;
  host.status.reset();
  REQUIRE(host.start({{"policy", "opt-in"}}) == Status::Ok);
  for (const std::string& fact : corpus()) {
    for (std::size_t i = 0; i < fact.size(); ++i) {
      for (const char c : {'\0', '"', '{', '9', '\\', '\xFF'}) {
        std::string changed = fact;
        changed[i] = c;
        (void)host.take_text(changed);
      }
    }
  }
  CHECK(host.tell("flush") == Status::Ok);
}

}  // namespace
}  // namespace sluice::test
