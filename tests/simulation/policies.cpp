#include "policies.hpp"

namespace sluice::simulation {
namespace {

// How the policies differ; the rest they share.
struct Shape {
  const char* id;
  const char* model;
  const char* otherwise;  // of both purposes
  const char* unknown;    // the regime's member of that name
  const char* storage;
  const char* destinations;
};

constexpr auto kHold = R"({"mode":"hold","maxAge":"30m"})";

constexpr auto kIds = R"(
  "visitor":{"kind":"local","key":"v","needs":"analytics"},
  "session":{"kind":"local","key":"s","needs":"analytics"},
  "queue":{"kind":"local","key":"q","needs":"analytics"})";

std::string write(const Shape& shape) {
  const std::string text = R"({
"policy": 1, "id": "$id", "revision": "1", "unknownRegion": "everywhere",
"purposes": {"analytics": {}, "ads": {}},
"signals": {
  "site": {"read": "api", "map": {"analytics": "analytics", "ads": "ads"}},
  "gpc": {"read": "gpc", "denies": ["ads"]}},
"regimes": [{"id": "everywhere", "model": "$model", "regions": ["*"],
  "purposes": {
    "analytics": {"decide": ["site"], "else": "$otherwise"},
    "ads": {"veto": [{"signal": "gpc", "unless": "site.explicit"}],
            "decide": ["site"], "else": "$otherwise"}},
  "unknown": $unknown,
  "withdrawal": {"purge": ["queue", "storage", "ids"]}}],
"events": [{"name": "*", "needs": "analytics"}],
"fields": [
  {"path": "click_id.*", "if": "ads", "do": "allow"},
  {"path": ["visitor.*", "session.*", "user.*"], "if": "analytics",
   "do": "allow"},
  {"path": ["event.*", "page.*", "click.*", "properties.*"], "do": "allow"}],
"storage": {$storage},
"destinations": {$destinations}
})";
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const auto is = [&text, at](const char* name) {
      return text.compare(at, std::char_traits<char>::length(name), name) == 0;
    };
    const auto put = [&](const char* name, const char* value) {
      if (!is(name)) return false;
      out += value;
      at += std::char_traits<char>::length(name) - 1;
      return true;
    };
    if (put("$id", shape.id) || put("$model", shape.model) ||
        put("$otherwise", shape.otherwise) || put("$unknown", shape.unknown) ||
        put("$storage", shape.storage) ||
        put("$destinations", shape.destinations)) {
      continue;
    }
    out += text[at];
  }
  return out;
}

const Shape kNoStorage = {
    "no-storage", "opt-out",
    "granted",    R"({"mode":"drop"})",
    "",           R"("stats": {"url": "/stats", "needs": "analytics"})"};
const Shape kOptIn = {
    "opt-in", "opt-in", "unknown",
    kHold,    kIds,     R"("stats": {"url": "/stats", "needs": "analytics"})"};
const Shape kTwo = {"two",
                    "opt-in",
                    "unknown",
                    kHold,
                    kIds,
                    R"("stats": {"url": "/stats", "needs": "analytics"},
       "ads": {"url": "/ads", "needs": "ads"})"};
const Shape kOfTheirOwn = {
    "of-their-own",
    "opt-out",
    "granted",
    R"({"mode":"drop"})",
    kIds,
    R"("stats": {"url": "/stats", "needs": "analytics", "events": ["looked"]},
       "ads": {"url": "/ads", "needs": "ads", "events": ["purchase"]})"};
const Shape kCookieless = {"cookieless-first",
                           "opt-in",
                           "unknown",
                           R"({"mode":"cookieless"})",
                           kIds,
                           R"("stats": {"url": "/stats", "needs": "analytics",
                 "cookieless": true})"};
const Shape kNone = {
    "none",   "none",
    "denied", R"({"mode":"drop"})",
    "",       R"("stats": {"url": "/stats", "needs": "analytics"})"};

}  // namespace

const std::vector<KnownPolicy>& known_policies() {
  using enum Choice;
  const Target stats{"stats", kAnalytics, ""};
  const Target ads{"ads", kAds, ""};
  const Target looks{"stats", kAnalytics, "looked"};
  const Target sales{"ads", kAds, "purchase"};
  static const std::vector<KnownPolicy> all = {
      {.id = kNoStorage.id,
       .text = write(kNoStorage),
       .otherwise = Granted,
       .targets = {stats}},
      {.id = kOptIn.id,
       .text = write(kOptIn),
       .stores_queue = true,
       .targets = {stats}},
      {.id = kTwo.id,
       .text = write(kTwo),
       .stores_queue = true,
       .targets = {stats, ads}},
      {.id = kOfTheirOwn.id,
       .text = write(kOfTheirOwn),
       .otherwise = Granted,
       .stores_queue = true,
       .targets = {looks, sales}},
      {.id = kCookieless.id,
       .text = write(kCookieless),
       .cookieless_until_asked = true,
       .stores_queue = true,
       .targets = {stats}},
      {.id = kNone.id,
       .text = write(kNone),
       .otherwise = Denied,
       .forbids_all = true,
       .targets = {stats}},
  };
  return all;
}

}  // namespace sluice::simulation
