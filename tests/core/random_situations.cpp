#include <algorithm>

#include "random_policies.hpp"

namespace sluice::test {
namespace {

const Texts kEvents = {"page_view", "click", "purchase", "signup", "ad_view",
                       "scroll",    "error", "identify", "other"};
const Texts kRegions = {"FR",    "DE",    "GB",    "CH", "BR", "CA",
                        "CA-QC", "US-CA", "US-VA", "US", "ZA", ""};

}  // namespace

std::string Chance::region() { return pick(kRegions); }

Json Chance::choices(const Json& definition) {
  Json all = Json::object();
  for (const auto& [purpose, categories] : definition["map"].items()) {
    const Json list =
        categories.is_array() ? categories : Json::array({categories});
    for (const Json& one : list) {
      if (!one_in(5)) all[one.get<std::string>()] = !one_in(3);
    }
  }
  return all;
}

Json Chance::fact(const Json& definition) {
  const std::string kind = definition["read"];
  Json fact = {{"fact", "signal"}, {"signal", kind}};
  if (kind == "gpc" || kind == "dnt") {
    fact["value"] = one_in(2);
  } else if (kind == "tcf") {
    Json purposes = Json::array();
    Json interests = Json::array();
    for (int id = 1; id <= 11; ++id) {
      if (!one_in(6)) purposes.push_back(id);
      if (!one_in(6)) interests.push_back(id);
    }
    fact.update({{"ok", !one_in(12)},
                 {"status", "loaded"},
                 {"event", one_in(4) ? "cmpuishown" : "useractioncomplete"},
                 {"applies", !one_in(8)},
                 {"service_specific", true},
                 {"policy_version", 5},
                 {"purposes", purposes},
                 {"interests", interests},
                 {"publisher", purposes},
                 {"vendor",
                  {{"disclosed", true},
                   {"consent", !one_in(5)},
                   {"interest", !one_in(5)}}}});
  } else if (kind == "gpp") {
    fact.update(
        {{"ok", true},
         {"ready", !one_in(4)},
         {"applicable", {one_in(5) ? -1 : 8}},
         {"sections",
          {{"usca",
            {{"SaleOptOut", 1 + below(2)}, {"SharingOptOut", below(3)}}}}}});
  } else if (kind == "gcm" || kind == "uet") {
    fact["command"] = one_in(3) ? "default" : "update";
    for (const char* key :
         {"ad_storage", "ad_user_data", "analytics_storage"}) {
      fact["choices"][key] = one_in(3) ? "denied" : "granted";
    }
  } else if (kind == "flag") {
    fact["signal"] = "api";
    fact["choices"] = {{"objection", one_in(2)}};
  } else {
    fact["choices"] = choices(definition);
    fact["explicit"] = one_in(2);
  }
  return fact;
}

Json Chance::signals(const Json& policy) {
  Json all = Json::array();
  for (const auto& [name, definition] : policy["signals"].items()) {
    for (std::size_t count = below(3); count > 0; --count) {
      all.push_back(fact(definition));
    }
  }
  std::shuffle(all.begin(), all.end(), engine_);
  return all;
}

Json Chance::event(const Json& policy) {
  Json event;
  const bool has_glob = !policy["events"].empty() && one_in(4);
  event["event"] = {{"name", has_glob ? pick(kEventGlobs) : pick(kEvents)},
                    {"time", 1763700000000 + below(1000) * 86400000}};
  const Texts values = {"https://x.example/a/b?utm_source=nl&q=1#top",
                        "write to jo@mail.example, 030 12345", "", "plain"};
  for (const std::string& path : kPaths) {
    const auto dot = path.find('.');
    const auto group = path.substr(0, dot);
    if (group == "event" || group == "consent" || one_in(3)) continue;
    Json value = pick(values);
    if (one_in(4)) value = below(3000);
    if (one_in(12)) value = {{"list", {1, "two", nullptr}}};
    event[group][path.substr(dot + 1)] = value;
  }
  return event;
}

}  // namespace sluice::test
