#pragma once

#include <string>
#include <vector>

namespace sluice::simulation {

enum class Choice { Unknown, Granted, Denied };

enum Purpose { kAnalytics, kAds, kPurposes };

// A destination of a policy, and the purpose without which it gets nothing.
struct Target {
  std::string name;
  Purpose needs;
};

// A policy, and by hand what it comes to: the oracle never asks the gate.
struct KnownPolicy {
  std::string text;
  Choice otherwise;            // of both purposes, before the visitor chose
  bool gpc_denies_ads;         // unless there is a later explicit choice
  bool cookieless_until_asked; // while unknown: events without any id
  bool forbids_all;
  bool stores_queue;
  std::vector<Target> targets;
};

// All there are; the same list for every seed.
[[nodiscard]] const std::vector<KnownPolicy>& known_policies();

}  // namespace sluice::simulation
