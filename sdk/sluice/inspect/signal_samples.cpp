#include "sluice/inspect/signal_samples.hpp"

#include <array>
#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/inspect/words.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

using Names = std::vector<std::string_view>;
using Facts = std::vector<SignalSample>;

constexpr std::string_view kNobody = "";

void add_name(Names& names, json::Value value) {
  for (const auto known : names) {
    if (known == value.text()) return;
  }
  names.push_back(value.text());
}

// Calls `visit` with each signal of that kind in either policy.
template <class Visit>
void each_signal(const Policy& a, const Policy& b, std::string_view kind,
                 Visit visit) {
  for (const Policy* policy : {&a, &b}) {
    auto one = policy->member("signals").first();
    for (; one.exists(); one = one.next()) {
      if (one.member("read").text() == kind) visit(one);
    }
  }
}

// All names in the mappings of that kind: ids of purposes, fields, keys,
// categories. `part` is a member of each mapping, or nullptr.
Names mapped(const Policy& a, const Policy& b, std::string_view kind,
             const char* part) {
  Names names;
  each_signal(a, b, kind, [&](json::Value signal) {
    auto mapping = signal.member("map").first();
    for (; mapping.exists(); mapping = mapping.next()) {
      each_one(part == nullptr ? mapping : mapping.member(part),
               [&names](json::Value one) { add_name(names, one); });
    }
  });
  return names;
}

SignalSample heard(std::string_view kind, std::string_view words,
                   std::string_view members) {
  return {join({kind, words.empty() ? "" : " ", words}),
          join({R"([{"signal":")", kind, R"(",)", members, "}]"})};
}

// One after the other: what the second does not say stands.
SignalSample then(const SignalSample& first, const SignalSample& second) {
  std::string_view before = first.facts;
  std::string_view after = second.facts;
  before.remove_suffix(1);
  after.remove_prefix(1);
  return {join({first.words, ", then ", second.words}),
          join({before, ",", after})};
}

// -- TCF ---------------------------------------------------------------------

// Everything is granted but what is named.
struct TcfExcept {
  std::string_view consent = kNobody;
  std::string_view interest = kNobody;
  std::string_view publisher = kNobody;
  std::string_view feature = kNobody;
  std::string_view restricted = kNobody;
  std::string_view restriction = "";
  bool disclosed = true;
  bool vendor_consent = true;
  bool vendor_interest = true;
};

void append_ids(Text& json, const char* name, std::string_view except) {
  json.append(join({",\"", name, "\":["}));
  bool first = true;
  for (std::uint64_t id = 1; id <= 24; ++id) {
    const Text text = integer_text(id);
    if (std::string_view(text) == except || except == "*") continue;
    json.append(first ? "" : ",");
    json.append(text);
    first = false;
  }
  json.append("]");
}

SignalSample tcf(std::string_view words, const TcfExcept& except) {
  Text json(R"("ok":true,"event":"tcloaded","applies":true,)"
            R"("service_specific":true,"policy_version":5)");
  append_ids(json, "purposes", except.consent);
  append_ids(json, "interests", except.interest);
  append_ids(json, "publisher", except.publisher);
  append_ids(json, "special_features", except.feature);
  if (!except.restricted.empty()) {
    json.append(join({R"(,"restrictions":{")", except.restricted,
                      "\":", except.restriction, "}"}));
  }
  const auto flag = [](bool on) { return on ? "true" : "false"; };
  json.append(join({R"(,"vendor":{"disclosed":)", flag(except.disclosed),
                    R"(,"consent":)", flag(except.vendor_consent),
                    R"(,"interest":)", flag(except.vendor_interest), "}"}));
  return heard("tcf", words, json);
}

Facts tcf_facts(const Policy& a, const Policy& b) {
  Facts facts = {
      {},
      heard("tcf", "with an error", R"("ok":false)"),
      heard("tcf", "that does not apply", R"("ok":true,"applies":false)"),
      heard("tcf", "with its dialog open",
            R"("ok":true,"applies":true,"event":"cmpuishown")"),
      tcf("with all granted", {}),
  };
  TcfExcept none;
  none.consent = none.interest = none.publisher = "*";
  facts.push_back(tcf("with all refused", none));
  TcfExcept one;
  one.disclosed = false;
  facts.push_back(tcf("without the vendor disclosed", one));
  one = {};
  one.vendor_consent = false;
  facts.push_back(tcf("without the vendor's consent", one));
  one = {};
  one.vendor_interest = false;
  facts.push_back(tcf("without the vendor's interest", one));
  for (const auto id : mapped(a, b, "tcf", "purposes")) {
    one = {};
    one.consent = id;
    facts.push_back(tcf(join({"without consent to ", id}), one));
    one = {};
    one.interest = id;
    facts.push_back(tcf(join({"without interest in ", id}), one));
    one = {};
    one.publisher = id;
    facts.push_back(tcf(join({"without the publisher's ", id}), one));
    for (const char* type : {"0", "1", "2"}) {
      one = {};
      one.restricted = id;
      one.restriction = type;
      facts.push_back(tcf(join({"with restriction ", type, " of ", id}), one));
    }
  }
  for (const auto id : mapped(a, b, "tcf", "specialFeatures")) {
    one = {};
    one.feature = id;
    facts.push_back(tcf(join({"without special feature ", id}), one));
  }
  return facts;
}

// -- The others --------------------------------------------------------------

SignalSample gpp(std::string_view words, std::string_view fields) {
  return heard("gpp", words,
               join({R"("ok":true,"ready":true,"applicable":[7],)"
                     R"("sections":{"usnat":{)",
                     fields, "}}"}));
}

Facts gpp_facts(const Policy& a, const Policy& b) {
  Facts facts = {
      {},
      heard("gpp", "with an error", R"("ok":false)"),
      heard("gpp", "not ready", R"("ok":true,"ready":false)"),
      heard("gpp", "that does not apply",
            R"("ok":true,"ready":true,"applicable":[-1])"),
      gpp("with GPC", R"("Gpc":true)"),
      gpp("without opt-outs", R"("x":0)"),
  };
  const Names names = mapped(a, b, "gpp", "optOut");
  for (const auto name : names) {
    facts.push_back(gpp(join({"with ", name}), join({quoted(name), ":1"})));
    facts.push_back(gpp(join({"without ", name}), join({quoted(name), ":2"})));
  }
  return facts;
}

Facts mode_facts(const Policy& a, const Policy& b, std::string_view kind) {
  const Names keys = mapped(a, b, kind, nullptr);
  // All have `value` but `except`.
  const auto make = [&](const char* command, std::string_view words,
                        std::string_view value, std::string_view except,
                        std::string_view other) {
    Text choices(join({R"("command":")", command, R"(","choices":{)"}));
    for (const auto key : keys) {
      if (key != keys.front()) choices.append(",");
      choices.append(
          join({quoted(key), ":", quoted(key == except ? other : value)}));
    }
    choices.append("}");
    return heard(kind, words, choices);
  };
  Facts facts = {{},
                 make("default", "granted by default", "granted", "", ""),
                 make("default", "denied by default", "denied", "", ""),
                 make("update", "with all granted", "granted", "", ""),
                 make("update", "with all denied", "denied", "", "")};
  for (const auto key : keys) {
    facts.push_back(
        make("update", join({"without ", key}), "granted", key, "denied"));
    facts.push_back(then(
        facts[1],
        make("update", join({"with ", key, " denied"}), "", key, "denied")));
    facts.push_back(then(
        facts[2],
        make("update", join({"with ", key, " granted"}), "", key, "granted")));
  }
  return facts;
}

Text choice(std::string_view kind, const Names& names, std::string_view only,
            bool value, bool others) {
  Text json(kind == "api" ? R"("explicit":true,"choices":{)"
                          : R"("ready":true,"explicit":true,"choices":{)");
  for (const auto name : names) {
    if (name != names.front()) json.append(",");
    json.append(quoted(name));
    json.append((name == only ? value : others) ? ":true" : ":false");
  }
  json.append("}");
  return json;
}

Facts choice_facts(const Policy& a, const Policy& b, std::string_view kind) {
  Names names = mapped(a, b, kind, nullptr);
  each_signal(a, b, kind == "api" ? "flag" : "",
              [&](json::Value flag) { names.push_back(flag.name()); });
  Facts facts = {
      {},
      heard(kind, "without a choice", R"("ready":false)"),
      heard(kind, "with all granted", choice(kind, names, kNobody, true, true)),
      heard(kind, "with all refused",
            choice(kind, names, kNobody, false, false))};
  for (const auto name : names) {
    facts.push_back(heard(kind, join({"with ", name, " refused"}),
                          choice(kind, names, name, false, true)));
    facts.push_back(heard(kind, join({"with ", name, " alone"}),
                          choice(kind, names, name, true, false)));
    const Names one = {name};
    const SignalSample granted = heard(kind, join({"granting ", name}),
                                       choice(kind, one, name, true, true));
    facts.push_back(granted);
    facts.push_back(then(facts[3], granted));
    facts.push_back(
        then(facts[2], heard(kind, join({"refusing ", name}),
                             choice(kind, one, name, false, false))));
  }
  return facts;
}

Facts facts_of(const Policy& a, const Policy& b, std::string_view kind) {
  if (kind == "tcf") return tcf_facts(a, b);
  if (kind == "gpp") return gpp_facts(a, b);
  if (kind == "gpc" || kind == "dnt") {
    return {{}, heard(kind, "", R"("value":true)")};
  }
  if (kind == "usp") {
    return {{},
            heard(kind, "1YNN", R"("string":"1YNN")"),
            heard(kind, "1YYN", R"("string":"1YYN")"),
            heard(kind, "1---", R"("string":"1---")")};
  }
  if (kind == "gcm" || kind == "uet") return mode_facts(a, b, kind);
  return choice_facts(a, b, kind);
}

constexpr std::array<std::string_view, 15> kKinds = {
    "gpc",   "dnt",   "usp",          "gpp",           "tcf",
    "gcm",   "uet",   "onetrust",     "cookiebot",     "didomi",
    "klaro", "osano", "usercentrics", "cookieconsent", "api"};

}  // namespace

std::vector<Facts> signal_samples(const Policy& a, const Policy& b) {
  std::vector<Facts> all;
  for (const auto kind : kKinds) {
    bool is_read = false;
    each_signal(a, b, kind, [&is_read](json::Value) { is_read = true; });
    if (kind == "api") {
      each_signal(a, b, "flag", [&is_read](json::Value) { is_read = true; });
    }
    if (is_read) all.push_back(facts_of(a, b, kind));
  }
  return all;
}

}  // namespace sluice::inspect
