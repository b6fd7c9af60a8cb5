#pragma once

#include <map>
#include <string>

#include "host.hpp"

namespace sluice::test {

// Visits under the preset opt-in, everything granted, by one device.
struct Device {
  std::map<std::string, std::string> queue;

  // A visit that picks up what earlier ones left.
  void visit(Host& host, const Json& policy = "opt-in") {
    host.queue = queue;
    host.start({{"policy", policy}});
    host.consent({{"analytics", true}, {"ads", true}});
    host.tell("flush");  // signals are heard together, before anything else
  }

  void end(Host& host) {
    host.tell("hidden");
    queue = host.queue;
  }

  // One event that the collector did not take and that was left behind.
  Json leave_one() {
    Host host;
    visit(host);
    host.status = 503;
    host.track("late", {{"plan", "pro"}}, true);
    end(host);
    return host.sent().back()["events"][0];
  }
};

}  // namespace sluice::test
