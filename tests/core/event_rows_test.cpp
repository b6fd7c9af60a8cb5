#include "sluice/destination/event_rows.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "envelope.hpp"
#include "sluice/base/random.hpp"
#include "sluice/base/uuid.hpp"

namespace sluice {
namespace {

using Ordered = nlohmann::ordered_json;

constexpr double kSentMs = 1700000000000;

std::string write(const std::vector<std::string>& events) {
  EventRows rows(kSentMs);
  for (const std::string& event : events) rows.add(event);
  Text body;
  json::Writer out(body);
  out.begin_object().integer("sent_at", kSentMs);
  rows.write(out);
  out.end_object();
  return std::string(std::string_view(body));
}

// As texts, so that the order of members counts.
std::vector<std::string> read(const std::string& body) {
  std::vector<std::string> events;
  const Ordered batch = test::read_envelope<Ordered>(body);
  for (const auto& event : batch["events"]) events.push_back(event.dump());
  return events;
}

void check(const std::vector<std::string>& events) {
  const std::string body = write(events);
  INFO(body);
  CHECK(read(body) == events);
}

std::string event_at(double time_ms, const std::string& more) {
  static Random random;
  const Text id = make_uuid(time_ms, random);
  return R"({"event":{"id":")" + std::string(std::string_view(id)) +
         R"(","name":"e","time":)" +
         std::to_string(static_cast<long long>(time_ms)) + "}" + more + "}";
}

TEST_CASE("event rows: say names once, and again only what is other",
          "[event_rows]") {
  const std::string body = write({
      R"({"event":{"id":"018bcfe5-6800-7001-8203-040506070809","name":"a",)"
      R"("time":1700000000000},"page":{"path":"/","title":"A"}})",
      R"({"event":{"id":"018bcfe5-6805-7001-a203-040506070809","name":"a",)"
      R"("time":1700000000005},"page":{"path":"/b","title":"A"}})",
      R"({"event":{"id":"018bcfe5-6800-7001-8203-040506070809","name":"b",)"
      R"("time":1700000000003},"properties":{"n":[1]}})",
  });
  CHECK(body ==
        R"({"sent_at":1700000000000,"fields":["event.id","name","time",)"
        R"("page.path","title","properties.n"],)"
        R"("shapes":[[0,4],[0,2,5,5]],"events":[)"
        R"([0,"8ABIDBAUGBwgJ","a",0,"/","A"],)"
        R"([0,"aABIDBAUGBwgJ",[1],5,"/b"],)"
        R"([1,"018bcfe5-6800-7001-8203-040506070809","b",-2,[[1]]]]})");
}

TEST_CASE("event rows: come back as they were, member for member",
          "[event_rows]") {
  check({});
  check({"{}"});
  check({event_at(kSentMs, "")});
  check({event_at(kSentMs, ""), event_at(kSentMs - 86400000, ""),
         event_at(0, ""), event_at(kSentMs + 1, "")});
  check(
      {event_at(kSentMs, R"(,"properties":{"a":1,"b":[2],"c":[[3]],"d":{}})"),
       event_at(kSentMs, R"(,"properties":{"d":{"e":[4,{}]},"b":[],"a":"["})"),
       event_at(kSentMs, R"(,"x":{"a":null},"properties":{"a":true,"b":[]})")});
  check({event_at(kSentMs, R"(,"properties":{"a.b":1,"c":2,".":3,"":4})"),
         event_at(kSentMs, R"(,"properties":{"c":2,"":4,"a.b":1,".":3})")});
  check({event_at(kSentMs, R"(,"properties":{"\"\\":"}]\"\\","b":",\""})"),
         event_at(kSentMs, R"(,"properties":{"b":"\"","\"\\":"\\"})")});
}

TEST_CASE("event rows: an id or time of another form comes back too",
          "[event_rows]") {
  check(
      {R"({"event":{"id":"018bcfe5-6800-8001-8203-040506070809",)"
       R"("name":"a","time":1700000000000}})",
       R"({"event":{"id":"018bcfe5-6800-7001-8203-040506070809",)"
       R"("name":"a","time":"h:1"}})",
       R"({"event":{"id":"018bcfe5-6800","name":"018bcfe5-6800","time":5}})",
       R"({"event":{"id":7,"name":[],"time":-12},"page":{"n":1234567890123}})",
       R"({"event":{"name":"a","time":3,"id":"018bcfe5-6800"}})"});
}

TEST_CASE("event rows: fields in any order come back", "[event_rows]") {
  Random random;
  for (int round = 0; round < 300; ++round) {
    std::vector<std::string> events;
    for (std::uint32_t n = random.next() % 30; n > 0; --n) {
      std::string more;
      for (const char* group : {"page", "click", "properties"}) {
        if (random.next() % 3 == 0) continue;
        std::string members;
        const std::uint32_t from = random.next() % 8;
        for (std::uint32_t i = from; i < from + 1 + random.next() % 5; ++i) {
          members += (members.empty() ? "\"" : ",\"") + std::to_string(i) +
                     "\":" + std::to_string(random.next() % 3);
        }
        if (members.empty()) continue;
        more += std::string(",\"") + group + "\":{" + members + "}";
      }
      events.push_back(event_at(kSentMs + random.next() % 100, more));
    }
    check(events);
  }
}

TEST_CASE("event rows: the vectors of readBatch are read natively",
          "[event_rows]") {
  std::ifstream stream(std::string(SLUICE_VECTORS) + "/batches/rows.json");
  const Ordered vectors =
      Ordered::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
  for (const Ordered& vector : vectors["batches"]) {
    if (!vector.contains("events")) continue;
    INFO(vector["it"].get<std::string>());
    const auto events = read(vector["body"].dump());
    REQUIRE(events.size() == vector["events"].size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      CHECK(events[i] == vector["events"][i].dump());
    }
  }
}

}  // namespace
}  // namespace sluice
