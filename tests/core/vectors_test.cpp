#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "host.hpp"

namespace sluice::test {
namespace {

// `actual` has every member of `expected`; null expects absence.
bool has_all(const Json& expected, const Json& actual) {
  if (expected.is_null()) return actual.is_null();
  if (!expected.is_object()) return expected == actual;
  if (!actual.is_object()) return false;
  for (const auto& [name, value] : expected.items()) {
    const Json member = actual.contains(name) ? actual[name] : Json();
    if (!has_all(value, member)) return false;
  }
  return true;
}

Status run(Host& host, const Json& vector) {
  host.start(vector.value("config", Json::object()),
             vector.value("url", "https://shop.example/"),
             vector.value("start", Json::object()));
  Status status = Status::Ok;
  double count = 0;
  const auto take = [&](Json fact) {
    ++count;
    if (!fact.contains("wall")) fact["wall"] = kStartWallMs + count * 1000;
    if (!fact.contains("mono")) fact["mono"] = count * 1000;
    status = host.take(fact);
  };
  if (vector.contains("url")) {
    take({{"fact", "page"}, {"url", vector["url"]}, {"cause", "load"}});
  }
  for (const Json& fact : vector.value("facts", Json::array())) take(fact);
  for (const Json& text : vector.value("texts", Json::array())) {
    status = host.take_text(text);
  }
  const Status last = status;
  take({{"fact", "flush"}, {"wall", kStartWallMs}});
  return last;
}

Json pointers(const Host& host) {
  Json all = Json::array();
  for (const Json& report : host.actions("report")) all.push_back(report["at"]);
  return all;
}

void check(const Json& vector) {
  Host host;
  const Status status = run(host, vector);
  const Json& expect = vector["expect"];
  const auto events = host.events();
  INFO("events: " << Json(events).dump(1));
  REQUIRE(events.size() == expect["events"].size());
  for (std::size_t i = 0; i < events.size(); ++i) {
    INFO("expected: " << expect["events"][i].dump(1));
    CHECK(has_all(expect["events"][i], events[i]));
  }
  if (expect.contains("status")) {
    CHECK(static_cast<int>(status) == expect["status"]);
  }
  CHECK(Json(host.reports()) == expect.value("reports", Json::array()));
  if (expect.contains("at")) CHECK(pointers(host) == expect["at"]);
  for (const char* name : {"dropped", "cut"}) {
    if (!expect.contains(name)) continue;
    REQUIRE_FALSE(host.stored().empty());
    CHECK(host.stored().back().value(name, Json()) == expect[name]);
  }
}

TEST_CASE("vectors: every rule holds natively", "[vectors]") {
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(SLUICE_VECTORS)) {
    if (file.path().extension() != ".json") continue;
    std::ifstream stream(file.path());
    const Json content =
        Json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
    for (const Json& vector : content["vectors"]) {
      INFO(file.path().filename() << ": " << vector["it"].get<std::string>());
      check(vector);
      ++count;
    }
  }
  CHECK(count > 50);
}

}  // namespace
}  // namespace sluice::test
