#pragma once

#include <string>
#include <vector>

namespace sluice::simulation {

enum class Choice { Unknown, Granted, Denied };

enum Purpose { kAnalytics, kAds, kPurposes };

// A destination of a policy, the purpose without which it gets nothing, and
// the one event that it wants; any without a name.
struct Target {
  std::string name;
  Purpose needs;
  std::string event;

  [[nodiscard]] bool wants(const std::string& name_of_event) const {
    return event.empty() || event == name_of_event;
  }
};

// A policy, and by hand what it comes to: the oracle never asks the gate.
struct KnownPolicy {
  std::string id;
  std::string text;
  Choice otherwise = Choice::Unknown;   // of both purposes: nobody has chosen
  bool cookieless_until_asked = false;  // while unknown: events without any id
  bool forbids_all = false;
  bool stores_queue = false;
  std::vector<Target> targets;
};

// All there are; the same list for every seed.
[[nodiscard]] const std::vector<KnownPolicy>& known_policies();

}  // namespace sluice::simulation
