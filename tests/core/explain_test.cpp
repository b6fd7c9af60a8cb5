// `explain` against the gate itself: what it says leaves is what leaves.
#include <set>

#include "envelope.hpp"
#include "random_policies.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/consent/never.hpp"
#include "sluice/consent/scrub.hpp"

namespace sluice::test {
namespace {

// The same policy, visitor and event, put before the gate by hand.
struct Gate {
  Gate(const Json& policy, const std::string& region, bool is_child,
       const Json& signals, const Json& described) {
    REQUIRE_FALSE(read.read(policy.dump()));
    consent.emplace(read);
    consent->set_place(region, is_child);
    double time_ms = 1;
    for (const Json& fact : signals) {
      json::Document document;
      REQUIRE_FALSE(document.read(fact.dump()));
      (void)consent->take(document.root(), time_ms++);
    }
    const std::string name = described["event"]["name"];
    event.name = Text(name);
    event.time_ms = described["event"]["time"];
    for (const auto& [group, members] : described.items()) {
      for (const auto& [member, value] : members.items()) {
        const std::string path = group + "." + member;
        if (!value.is_string()) {
          event.fields.add_json(path, value.dump());
          continue;
        }
        // Secrets are cut out of an address when it is captured.
        const std::string text = value;
        is_address(path) ? event.fields.add_text(path, scrub_address(text))
                         : event.fields.add_text(path, text);
      }
    }
  }

  Policy read;
  std::optional<Consent> consent;
  Event event;
};

using Leaves = std::set<std::string>;

// "page.url=..." of each field in the bytes that the gate writes.
Leaves leaves_of(const Gate& gate, const std::string& destination,
                 Ruling ruling) {
  const auto admitted = admit(*gate.consent, gate.event, destination, ruling);
  Leaves leaves;
  const Json json = Json::parse(std::string_view(admitted.json));
  for (const auto& [group, members] : json.items()) {
    for (const auto& [member, value] : members.items()) {
      leaves.insert(group + "." + member + "=" + value.dump());
    }
  }
  return leaves;
}

Leaves explained(const Json& destination) {
  Leaves leaves;
  for (const Json& field : destination.value("fields", Json::array())) {
    CHECK((field["status"] != "withheld") == field.contains("value"));
    if (field["status"] == "withheld") continue;
    leaves.insert(field["path"].get<std::string>() + "=" +
                  field["value"].dump());
  }
  return leaves;
}

std::string action_of(Ruling ruling) {
  if (ruling == Ruling::Send) return "send";
  if (ruling == Ruling::Hold) return "hold";
  return ruling == Ruling::Cookieless ? "cookieless" : "drop";
}

// Returns whether something left.
bool check_destination(const Gate& gate, Ruling ruling, const Json& said) {
  const std::string name = said["name"];
  const auto judged = judge_destination(
      *gate.consent, gate.read.member("destinations").member(name),
      gate.event.name, ruling);
  const bool open = ruling == Ruling::Send || ruling == Ruling::Cookieless;
  const bool leaves = open && (judged.ruling == Ruling::Send ||
                               judged.ruling == Ruling::Cookieless);
  CHECK(leaves == (said["status"] == "sent" || said["status"] == "cookieless"));
  if (open) {
    CHECK((judged.ruling == Ruling::Hold) == (said["status"] == "held"));
  }
  if (leaves) CHECK(explained(said) == leaves_of(gate, name, judged.ruling));
  return leaves;
}

TEST_CASE("explain: the fields it lists as sent are those in the gate's bytes",
          "[explain]") {
  Chance chance(20261122);
  std::size_t left = 0;
  for (int i = 0; i < rounds(10'000); ++i) {
    Json policy = chance.policy();
    for (std::size_t edits = chance.below(4); edits > 0; --edits) {
      chance.edit(policy);
    }
    const std::string region = chance.region();
    const bool is_child = chance.one_in(10);
    const Json signals = chance.signals(policy);
    const Json event = chance.event(policy);
    const Gate gate(policy, region, is_child, signals, event);
    const Json said = ask({{"ask", "explain"},
                           {"policy", policy.dump()},
                           {"region", region},
                           {"audience", is_child ? "child" : "general"},
                           {"signals", signals},
                           {"event", event}});
    INFO("situation " << i);
    REQUIRE_FALSE(said.contains("error"));
    const auto ruling = judge_event(*gate.consent, gate.event.name).ruling;
    CHECK(said["action"]["ruling"] == action_of(ruling));
    REQUIRE(said["destinations"].size() == policy["destinations"].size());
    for (const Json& one : said["destinations"]) {
      left += check_destination(gate, ruling, one) ? 1 : 0;
    }
  }
  CHECK(left > rounds(2'000));  // or this test would say nothing
}

// What a tracker did with one tracked event: to which destinations it went,
// and whether it was dropped.
struct Outcome {
  Status status;
  std::set<int> destinations;
};

Outcome track(const Json& policy, const std::string& region, bool is_child,
              const Json& signals, const std::string& name) {
  Host host;
  host.start({{"policy", policy.dump()},
              {"region", region},
              {"audience", is_child ? "child" : "general"}});
  for (const Json& fact : signals) {
    host.take(fact);
    host.pass(1);  // one after the other, as explain takes them
  }
  Outcome outcome{host.track(name), {}};
  host.tell("flush");
  for (const Json& action : host.actions("send")) {
    const Json body = read_envelope<Json>(action["body"]);
    for (const Json& event : body["events"]) {
      if (event.value("receipt", Json()).is_object()) continue;
      outcome.destinations.insert(action["destination"].get<int>());
    }
  }
  return outcome;
}

TEST_CASE("explain: a tracker does with an event what it says", "[explain]") {
  Chance chance(7);
  std::map<std::string, int> seen;
  for (int i = 0; i < rounds(1'500); ++i) {
    Json policy = chance.policy();
    for (std::size_t edits = chance.below(4); edits > 0; --edits) {
      chance.edit(policy);
    }
    const std::string region = chance.region();
    const bool is_child = chance.one_in(10);
    const Json signals = chance.signals(policy);
    const std::string name = chance.event(policy)["event"]["name"];
    const Json said = ask({{"ask", "explain"},
                           {"policy", policy.dump()},
                           {"region", region},
                           {"audience", is_child ? "child" : "general"},
                           {"signals", signals},
                           {"event", {{"event", {{"name", name}}}}}});
    const auto outcome = track(policy, region, is_child, signals, name);
    const std::string action = said["action"]["ruling"];
    INFO("situation " << i);
    std::set<int> expected;
    int index = 0;
    for (const Json& one : said["destinations"]) {
      const std::string status = one["status"];
      if (status == "sent" || status == "cookieless") expected.insert(index);
      ++index;
    }
    CHECK(outcome.destinations == expected);
    ++seen[action];
    if (index == 0) continue;  // a page does not start without one
    if (action == "hold") CHECK(outcome.status == Status::Ok);
    if (action == "drop") CHECK(outcome.status != Status::Ok);
  }
  // A tenth of the rounds may miss the rarest of the four.
  CHECK(seen.size() >= (rounds(10) == 10 ? 4U : 3U));
}

}  // namespace
}  // namespace sluice::test
