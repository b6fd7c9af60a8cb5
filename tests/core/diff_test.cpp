// `diff` against the gate: every change that shows in what the gate does is
// among those it lists.
#include <set>

#include "random_policies.hpp"
#include "sluice/consent/gate.hpp"

namespace sluice::test {
namespace {

struct Situation {
  std::string region;
  bool is_child;
  Json signals;
  Json event;
};

// What a policy makes of a situation: the action, and for each destination what
// leaves for it.
struct Result {
  std::string action;
  std::map<std::string, std::string> status;
  std::map<std::string, Json> bytes;
  std::set<std::string> stored;

  bool operator==(const Result&) const = default;
};

Event event_of(const Json& described) {
  const std::string name = described["event"]["name"];
  Event event{Text(name), described["event"]["time"], false, {}};
  for (const auto& [group, members] : described.items()) {
    for (const auto& [member, value] : members.items()) {
      const std::string path = group + "." + member;
      value.is_string() ? event.fields.add_text(path, value.get<std::string>())
                        : event.fields.add_json(path, value.dump());
    }
  }
  return event;
}

Result run(const Policy& policy, const Situation& situation) {
  Consent consent(policy);
  consent.set_place(situation.region, situation.is_child);
  double time_ms = 1;
  for (const Json& fact : situation.signals) {
    json::Document document;
    REQUIRE_FALSE(document.read(fact.dump()));
    (void)consent.take(document.root(), time_ms++);
  }
  const Event event = event_of(situation.event);
  const auto ruling = judge_event(consent, event.name).ruling;
  Result result;
  result.action = ruling == Ruling::Denied
                      ? "drop"
                      : std::to_string(static_cast<int>(ruling));
  if (ruling == Ruling::NotInPolicy) result.action = "drop";
  for (auto one = policy.member("storage").first(); one.exists();
       one = one.next()) {
    if (may_store(consent, one)) result.stored.insert(std::string(one.name()));
  }
  if (ruling != Ruling::Send && ruling != Ruling::Cookieless) return result;
  for (auto one = policy.member("destinations").first(); one.exists();
       one = one.next()) {
    const auto judged = judge_destination(consent, one, event.name, ruling);
    const std::string name(one.name());
    if (judged.ruling == Ruling::Hold) result.status[name] = "held";
    if (judged.ruling != Ruling::Send && judged.ruling != Ruling::Cookieless) {
      continue;
    }
    result.status[name] = "sent";
    result.bytes[name] = Json::parse(std::string_view(
        admit(consent, event, one.name(), judged.ruling).json));
  }
  return result;
}

// Whether a field leaves in `after` that does not in `before`, or an event.
bool is_widened(const Result& before, const Result& after) {
  for (const auto& [destination, bytes] : after.bytes) {
    const auto old = before.bytes.find(destination);
    if (old == before.bytes.end()) return true;
    for (const auto& [group, members] : bytes.items()) {
      for (const auto& [member, value] : members.items()) {
        if (!old->second.contains(group) ||
            !old->second[group].contains(member)) {
          return true;
        }
      }
    }
  }
  for (const std::string& key : after.stored) {
    if (before.stored.count(key) == 0) return true;
  }
  return false;
}

Json diff(const Json& before, const Json& after) {
  return ask({{"ask", "diff"}, {"old", before.dump()}, {"new", after.dump()}});
}

bool says_more(const Json& answer) {
  for (const Json& change : answer["changes"]) {
    if (change["way"] == "more" || change["way"] == "other") return true;
  }
  return false;
}

TEST_CASE("diff: every change in what the gate does is listed", "[diff]") {
  Chance chance(42);
  int changed = 0;
  int widened = 0;
  int listed = 0;
  for (int i = 0; i < rounds(2'000); ++i) {
    Json before = chance.policy();
    if (chance.one_in(2)) chance.edit(before);
    Json after = before;
    for (std::size_t edits = 1 + chance.below(2); edits > 0; --edits) {
      chance.edit(after);
    }
    const Json answer = diff(before, after);
    REQUIRE_FALSE(answer.contains("error"));
    listed += answer["changes"].empty() ? 0 : 1;
    Policy old_policy;
    Policy new_policy;
    REQUIRE_FALSE(old_policy.read(before.dump()));
    REQUIRE_FALSE(new_policy.read(after.dump()));
    INFO("edit " << i);
    for (int sample = 0; sample < 40; ++sample) {
      const Situation situation{chance.region(), chance.one_in(10),
                                chance.signals(before), chance.event(after)};
      const Result was = run(old_policy, situation);
      const Result is = run(new_policy, situation);
      if (was == is) continue;
      ++changed;
      const bool is_listed = !answer["changes"].empty();
      const bool wider = is_widened(was, is);
      widened += wider ? 1 : 0;
      const bool is_sound = is_listed && (!wider || says_more(answer));
      if (!is_sound) {
        UNSCOPED_INFO(before.dump() << "\n"
                                    << after.dump() << "\n"
                                    << situation.region << " "
                                    << situation.signals.dump() << "\n"
                                    << situation.event.dump() << "\n"
                                    << answer.dump(1));
      }
      REQUIRE(is_sound);
    }
  }
  CHECK(changed > rounds(5'000));  // or this test would say nothing
  CHECK(widened > rounds(1'000));
  CHECK(listed < rounds(2'000));
}

TEST_CASE("diff: a policy has no difference from itself", "[diff]") {
  Chance chance(5);
  for (int i = 0; i < 100; ++i) {
    Json policy = chance.policy();
    chance.edit(policy);
    const Json answer = diff(policy, policy);
    CHECK(answer["changes"].empty());
    CHECK(answer["situations"] > 0);
  }
}

}  // namespace
}  // namespace sluice::test
