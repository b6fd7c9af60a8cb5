#pragma once

#include <string>
#include <vector>

#include "envelope.hpp"
#include "host.hpp"

// A shop under a policy of its own: analytics for its own collector, ads for a
// partner.
namespace sluice::test {

// Both by TCF in the EEA; elsewhere only GPC and GPP object to ads.
inline Json make_policy() {
  return Json::parse(R"({
  "policy": 1, "id": "shop", "revision": "7", "unknownRegion": "eu",
  "purposes": {"analytics": {"title": "A"}, "ads": {"title": "B"}},
  "signals": {
    "tcf": {"read": "tcf", "vendor": 7, "map": {
      "analytics": {"purposes": [1, 8]}, "ads": {"purposes": [1, 7]}}},
    "gpc": {"read": "gpc", "denies": ["ads"]},
    "gpp": {"read": "gpp", "map": {
      "ads": {"optOut": ["SaleOptOut", "SharingOptOut"]}}},
    "site": {"read": "api", "map": {"analytics": "a", "ads": "b"}}},
  "regimes": [
    {"id": "kids", "model": "none", "audience": "child", "purposes": {},
     "unknown": {"mode": "drop"},
     "withdrawal": {"purge": ["queue", "storage", "ids"]}},
    {"id": "eu", "model": "opt-in", "regions": ["EEA"],
     "purposes": {"analytics": {"decide": ["tcf"], "else": "unknown"},
                  "ads": {"decide": ["tcf"], "else": "unknown"}},
     "unknown": {"mode": "hold", "maxAge": "120s", "maxEvents": 50},
     "withdrawal": {"purge": ["queue", "storage", "ids"], "tell": ["own"]}},
    {"id": "us", "model": "opt-out", "regions": ["*"],
     "purposes": {
       "analytics": {"else": "granted"},
       "ads": {"veto": [{"signal": "gpc", "unless": "site.explicit"}, "gpp"],
               "decide": [], "else": "granted"}},
     "unknown": {"mode": "hold", "maxAge": "3s"},
     "withdrawal": {"purge": ["queue", "ids"]}}],
  "events": [{"name": "*", "needs": "analytics"}],
  "fields": [
    {"path": ["event.*", "utm.*", "page.path"], "do": "allow"},
    {"path": ["visitor.id", "session.id"], "if": "analytics", "do": "allow"},
    {"path": "click_id.*", "if": "ads", "do": "allow", "to": "partner"}],
  "storage": {"visitor": {"kind": "cookie", "key": "v", "needs": "analytics"}},
  "destinations": {
    "own": {"needs": "analytics", "url": "https://own.example/c"},
    "partner": {"needs": ["analytics", "ads"],
                "url": "https://partner.example/c",
                "events": ["page_view", "order"]}},
  "receipt": {"to": "own"}
  })");
}

inline Json tcf(const std::string& event, std::vector<int> purposes,
                bool vendor = true) {
  return {{"fact", "signal"},
          {"signal", "tcf"},
          {"ok", true},
          {"event", event},
          {"applies", true},
          {"service_specific", true},
          {"policy_version", 5},
          {"string", "CQlsPgA"},
          {"purposes", std::move(purposes)},
          {"interests", Json::array()},
          {"vendor",
           {{"consent", vendor}, {"interest", false}, {"disclosed", true}}},
          {"restrictions", Json::object()}};
}

inline const std::vector<int> kAll = {1, 7, 8};

inline Json gpc(bool on) {
  return {{"fact", "signal"}, {"signal", "gpc"}, {"value", on}};
}

inline Json gpp(bool ready, int sale) {
  const Json sections = {{"usca", {{"SaleOptOut", sale}}}};
  return {{"fact", "signal"}, {"signal", "gpp"},   {"ok", true},
          {"ready", ready},   {"applicable", {8}}, {"sections", sections}};
}

struct Shop : Host {
  explicit Shop(Json more = Json::object(), Json policy = make_policy()) {
    more["policy"] = std::move(policy);
    REQUIRE(start(more) == Status::Ok);
    tell("visible");  // what the signals say at once would come before
  }

  // Names of the events that a destination (its index) was sent.
  [[nodiscard]] Json names(int destination) const {
    Json all = Json::array();
    for (const Json& event : sent_to(destination)) {
      if (event.contains("receipt")) continue;
      all.push_back(event["event"]["name"]);
    }
    return all;
  }

  [[nodiscard]] std::vector<Json> sent_to(int destination) const {
    std::vector<Json> all;
    for (const Json& action : actions("send")) {
      if (action["destination"] != destination) continue;
      const Json body = read_envelope<Json>(action["body"]);
      all.insert(all.end(), body["events"].begin(), body["events"].end());
    }
    return all;
  }

  [[nodiscard]] std::vector<Json> receipts() const {
    std::vector<Json> all;
    for (const Json& event : sent_to(0)) {
      if (event.contains("receipt")) all.push_back(event["receipt"]);
    }
    return all;
  }

  [[nodiscard]] Json purposes() const {
    Json states = Json::object();
    const Json told = actions("consent").back()["status"];
    for (const auto& [name, purpose] : told["purposes"].items()) {
      states[name] = purpose["state"];
    }
    return states;
  }

  [[nodiscard]] bool untouched() const {
    for (const auto* kind : {"send", "load", "store", "erase"}) {
      if (!actions(kind).empty()) return false;
    }
    return true;
  }
};

}  // namespace sluice::test
