#include "random_policies.hpp"

#include <algorithm>

#include "sluice/consent/presets.hpp"

namespace sluice::test {
namespace {

const Texts kGlobs = {"event.*",      "page.*",   "utm.*",      "click_id.*",
                      "visitor.*",    "user.*",   "click.*",    "screen.*",
                      "properties.*", "page.u*",  "cart.total", "*",
                      "user.email",   "page.url", "consent.*"};
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
      all[name]["cookieless"] = !one_in(4);
      for (Json& regime : policy["regimes"]) {
        regime["unknown"]["onDenied"] = "cookieless";
      }
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

void Chance::edit_storage(Json& policy) {
  Json& all = policy["storage"];
  const Texts keys = keys_of(all);
  if (keys.empty() || one_in(3)) {
    all["session"] = {{"kind", "local"}, {"key", "s"}, {"needs", "analytics"}};
  } else if (one_in(3)) {
    all.erase(pick(keys));
  } else {
    all[pick(keys)]["needs"] = names(policy["purposes"]);
  }
}

void Chance::edit(Json& policy) {
  switch (below(9)) {
    case 8:
      policy["never"] = Json::array();
      for (const auto* word : {"email", "card", "token", "phone"}) {
        if (one_in(2)) policy["never"].push_back(word);
      }
      break;
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
    case 4:
      edit_storage(policy);
      break;
    default:
      edit_list(policy["fields"], policy);
  }
}

}  // namespace sluice::test
