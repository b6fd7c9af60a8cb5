#pragma once

#include <string>

#include "host.hpp"

namespace sluice::test {

// A policy of one purpose that keeps a queue, with one member of its own.
inline Json policy_with(const std::string& field, const Json& value) {
  Json policy = {
      {"policy", 1},
      {"id", "own"},
      {"revision", "1"},
      {"unknownRegion", "all"},
      {"purposes", {{"analytics", Json::object()}}},
      {"signals",
       {{"site", {{"read", "api"}, {"map", {{"analytics", "analytics"}}}}}}},
      {"regimes",
       {{{"id", "all"},
         {"model", "opt-in"},
         {"regions", {"*"}},
         {"purposes",
          {{"analytics", {{"decide", {"site"}}, {"else", "unknown"}}}}},
         {"unknown", {{"mode", "hold"}}},
         {"withdrawal", {{"purge", {"queue", "storage", "ids"}}}}}}},
      {"events", {{{"name", "*"}, {"needs", "analytics"}}}},
      {"fields", {{{"path", "event.*"}, {"if", "analytics"}, {"do", "allow"}}}},
      {"storage",
       {{"queue",
         {{"kind", "local"},
          {"key", "sluice.queue"},
          {"needs", "analytics"}}}}},
      {"destinations", {{"collector", {{"needs", "analytics"}}}}}};
  if (!field.empty()) policy[field] = value;
  return policy;
}

}  // namespace sluice::test
