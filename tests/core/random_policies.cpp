#include "random_policies.hpp"

#include <algorithm>

#include "sluice/consent/presets.hpp"

namespace sluice::test {
namespace {

using Texts = std::vector<std::string>;

const Texts kPaths = {"event.name",     "event.time", "page.url",
                      "page.path",      "page.title", "page.referrer",
                      "utm.source",     "utm.medium", "click_id.gclid",
                      "visitor.id",     "session.id", "user.id",
                      "user.email",     "click.text", "click.href",
                      "screen.width",   "cart.total", "properties.plan",
                      "properties.tel", "form.card",  "consent.policy"};
const Texts kGlobs = {"event.*",      "page.*",   "utm.*",      "click_id.*",
                      "visitor.*",    "user.*",   "click.*",    "screen.*",
                      "properties.*", "page.u*",  "cart.total", "*",
                      "user.email",   "page.url", "consent.*"};
const Texts kEvents = {"page_view", "click", "purchase", "signup", "ad_view",
                       "scroll",    "error", "identify", "other"};
const Texts kEventGlobs = {"*", "ad_*", "p*", "purchase", "click", "signup"};
const Texts kRegions = {"FR",    "DE",    "GB",    "CH", "BR", "CA",
                        "CA-QC", "US-CA", "US-VA", "US", "ZZ", ""};
const Texts kStates = {"granted", "denied", "unknown"};

const std::vector<Json>& policies() {
  static const std::vector<Json> all = [] {
    std::vector<Json> read;
    for (const char* name : {"1-eu-tcf", "2-cnil-exempt", "3-us-optout",
                             "4-global-gcm", "5-kids"}) {
      std::ifstream stream(std::string(SLUICE_POLICIES "/") + name + ".json");
      read.push_back(
          Json::parse(std::string(std::istreambuf_iterator<char>(stream), {})));
    }
    for (const Preset& preset : presets()) {
      read.push_back(Json::parse(preset.text));
    }
    return read;
  }();
  return all;
}

Texts keys_of(const Json& object) {
  Texts keys;
  for (const auto& [key, value] : object.items()) keys.push_back(key);
  return keys;
}

}  // namespace

Json Chance::policy() { return pick(policies()); }

// One name, several, or none that there is.
Json Chance::names(const Json& object) {
  const Texts keys = keys_of(object);
  if (keys.empty() || one_in(20)) return "nobody";
  if (!one_in(3)) return pick(keys);
  return Json::array({pick(keys), pick(keys)});
}

Json Chance::action() {
  switch (below(8)) {
    case 0:
      return "deny";
    case 1:
      return {{"hash", {{"key", "k"}, {"rotate", one_in(2) ? "90d" : "1y"}}}};
    case 2:
      return {{"round", one_in(2) ? 10 : 100}};
    case 3:
      return {{"truncate", below(6)}};
    case 4:
      return {{"redact", one_in(2) ? "email" : "digits"}};
    case 5:
      return {{"url", Json::object()}};
    case 6:
      return {{"url", {{"keepQuery", {one_in(2) ? "utm_*" : "q"}}}}};
    default:
      return "allow";
  }
}

Json Chance::field_rule(const Json& policy) {
  Json rule = {{"path", pick(one_in(2) ? kGlobs : kPaths)}, {"do", action()}};
  if (!one_in(3)) rule["if"] = names(policy["purposes"]);
  if (one_in(4)) rule["else"] = action();
  if (one_in(4)) rule["to"] = names(policy["destinations"]);
  return rule;
}

void Chance::edit_list(Json& rules, const Json& policy) {
  const std::size_t at = below(rules.size() + 1);
  const bool is_there = at < rules.size();
  switch (below(4)) {
    case 0:
      if (is_there) rules.erase(rules.begin() + static_cast<long>(at));
      break;
    case 1:
      rules.insert(rules.begin() + static_cast<long>(at), field_rule(policy));
      break;
    case 2:
      if (is_there) rules[at] = field_rule(policy);
      break;
    default:
      if (is_there) std::swap(rules[at], rules[below(rules.size())]);
  }
}

void Chance::edit_regime(Json& regime, const Json& policy) {
  const Texts purposes = keys_of(policy["purposes"]);
  const Texts signals = keys_of(policy["signals"]);
  const Texts modes = {"hold", "drop", "cookieless"};
  const auto purpose = purposes.empty() ? "none" : pick(purposes);
  Json& rule = regime["purposes"][purpose];
  if (rule.is_null()) rule = {{"else", "denied"}};
  switch (below(8)) {
    case 0:
      rule["else"] = pick(kStates);
      break;
    case 1:
      rule["decide"] =
          signals.empty() ? Json::array() : Json::array({pick(signals)});
      break;
    case 2:
      rule["veto"] =
          signals.empty() ? Json::array() : Json::array({pick(signals)});
      break;
    case 3:
      regime["purposes"].erase(purpose);
      break;
    case 4:
      regime["unknown"]["mode"] = pick(modes);
      break;
    case 5:
      regime["unknown"][one_in(2) ? "onDenied" : "onExpire"] =
          one_in(2) ? "drop" : "cookieless";
      break;
    case 6:
      regime["regions"] = {pick(Texts{"EEA", "US-UOOM", "FR", "US", "*"})};
      break;
    default:
      regime["model"] = pick(Texts{"opt-in", "opt-out", "exempt", "none"});
  }
}

void Chance::edit_event(Json& rule, const Json& policy) {
  switch (below(5)) {
    case 0:
      rule["needs"] = names(policy["purposes"]);
      break;
    case 1:
      rule.erase("needs");
      break;
    case 2:
      rule["whileUnknown"] = pick(Texts{"hold", "drop", "cookieless"});
      break;
    case 3:
      rule["onDenied"] = one_in(2) ? "drop" : "cookieless";
      break;
    default:
      rule["name"] = pick(kEventGlobs);
  }
}

void Chance::edit_destination(Json& policy) {
  Json& all = policy["destinations"];
  const Texts keys = keys_of(all);
  if (keys.empty() || one_in(8)) {
    all["extra"] = {{"needs", names(policy["purposes"])}};
    return;
  }
  const auto& name = pick(keys);
  switch (below(5)) {
    case 0:
      all[name]["needs"] = names(policy["purposes"]);
      break;
    case 1:
      all[name].erase("needs");
      break;
    case 2:
      all[name]["events"] = pick(kEventGlobs);
      break;
    case 3:
      all[name]["cookieless"] = one_in(2);
      break;
    default:
      all.erase(name);
  }
}

void Chance::edit_signal(Json& policy) {
  Json& all = policy["signals"];
  const Texts keys = keys_of(all);
  if (keys.empty()) return;
  Json& signal = all[pick(keys)];
  if (signal.contains("denies")) {
    signal["denies"] = {names(policy["purposes"])};
    return;
  }
  Json& map = signal["map"];
  const Texts mapped = keys_of(map);
  if (mapped.empty() || one_in(4)) {
    if (!mapped.empty()) map.erase(pick(mapped));
    return;
  }
  Json& one = map[pick(mapped)];
  const std::string kind = signal["read"];
  if (kind == "tcf") {
    one["purposes"] = {1 + below(3), 7 + below(4)};
    if (one_in(3)) one["basis"] = "legitimateInterest";
    if (one_in(4)) signal.erase("vendor");
  } else if (kind == "gpp") {
    one["optOut"] = {pick(Texts{"SaleOptOut", "SharingOptOut"})};
  } else if (kind == "gcm" || kind == "uet") {
    one = {pick(Texts{"ad_storage", "analytics_storage", "ad_user_data"})};
  } else {
    one = pick(Texts{"ads", "analytics", "a*"});
  }
}

void Chance::edit(Json& policy) {
  switch (below(6)) {
    case 0:
      edit_regime(policy["regimes"][below(policy["regimes"].size())], policy);
      break;
    case 1:
      if (policy["events"].empty()) {
        policy["events"].push_back({{"name", pick(kEventGlobs)}});
      }
      edit_event(policy["events"][below(policy["events"].size())], policy);
      break;
    case 2:
      edit_destination(policy);
      break;
    case 3:
      edit_signal(policy);
      break;
    default:
      edit_list(policy["fields"], policy);
  }
}

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
