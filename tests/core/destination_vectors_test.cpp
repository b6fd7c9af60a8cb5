#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "host.hpp"
#include "sluice/inspect/answer.hpp"

namespace sluice::test {
namespace {

// Members in the order of the file: descriptions have one.
using Ordered = nlohmann::ordered_json;

Json ask(const Ordered& vector, const Ordered& events) {
  Ordered request = vector;
  if (!request.contains("events")) request["events"] = events;
  request["ask"] = "preview_destination";
  request["description"] = vector["description"].dump();
  if (!request.contains("time")) request["time"] = kStartWallMs;
  const std::string text = request.dump();
  return Json::parse(std::string(std::string_view(inspect::answer(text))));
}

void keep_only(const Json& kept, std::vector<const char*> names, Json& object) {
  for (const char* name : names) {
    if (!kept.contains(name)) object.erase(name);
  }
}

// Of an answer what the vector speaks of; bodies as it has them.
Json spoken_of(const Json& expected, Json actual) {
  keep_only(expected, {"requests", "left_out", "secret", "reply"}, actual);
  if (!actual.contains("requests")) return actual;
  const Json& wanted = expected["requests"];
  Json& requests = actual["requests"];
  for (std::size_t i = 0; i < requests.size() && i < wanted.size(); ++i) {
    keep_only(wanted[i],
              {"method", "url", "type", "headers", "body", "events", "ids"},
              requests[i]);
    if (!wanted[i].contains("body") || wanted[i]["body"].is_string()) continue;
    requests[i]["body"] = Json::parse(requests[i]["body"].get<std::string>());
  }
  return actual;
}

TEST_CASE("destinations: every vector holds natively", "[destination]") {
  const auto folder = std::filesystem::path(SLUICE_VECTORS) / "destinations";
  std::size_t count = 0;
  for (const auto& file : std::filesystem::directory_iterator(folder)) {
    if (file.path().extension() != ".json") continue;
    std::ifstream stream(file.path());
    const Ordered content =
        Ordered::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
    const Ordered events = content.value("events", Ordered::array());
    for (const Ordered& vector : content["vectors"]) {
      INFO(file.path().filename() << ": " << vector["it"].get<std::string>());
      const Json expect = Json::parse(vector["expect"].dump());
      CHECK(spoken_of(expect, ask(vector, events)) == expect);
      ++count;
    }
  }
  CHECK(count > 20);
}

}  // namespace
}  // namespace sluice::test
