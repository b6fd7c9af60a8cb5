#include "sluice/inspect/visitor_choice.hpp"

#include <algorithm>
#include <vector>

#include "sluice/base/strings.hpp"
#include "sluice/inspect/words.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

using Names = std::vector<std::string_view>;

constexpr std::string_view kPlatforms =
    "onetrust cookiebot didomi usercentrics klaro cookieconsent osano";

bool is_among(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void add_name(Names& names, json::Value one) {
  if (!is_among(names, one.text())) names.push_back(one.text());
}

// The facts of all sources that a policy reads, one after the other.
class Facts {
 public:
  Facts(const Policy& policy, PurposeMask granted)
      : policy_(policy), granted_(granted), out_(json_) {
    out_.begin_array();
  }

  [[nodiscard]] Text finish() {
    out_.end_array();
    return static_cast<Text&&>(json_);
  }

  void begin(std::string_view source) {
    out_.begin_object().text("signal", source);
  }
  json::Writer& out() { return out_; }

  // Names that the mappings of a source ask for, of purposes that are granted
  // or of all. `part` is a member of each mapping, or nullptr.
  [[nodiscard]] Names mapped(std::string_view source, const char* part,
                             bool only_granted) const {
    Names names;
    each_signal(source, [&](json::Value signal) {
      auto mapping = signal.member("map").first();
      for (; mapping.exists(); mapping = mapping.next()) {
        if (only_granted && !is_granted(mapping.name())) continue;
        each_one(part == nullptr ? mapping : mapping.member(part),
                 [&names](json::Value one) { add_name(names, one); });
      }
    });
    return names;
  }

  template <class Visit>
  void each_signal(std::string_view source, Visit visit) const {
    auto one = policy_.member("signals").first();
    for (; one.exists(); one = one.next()) {
      if (one.member("read").text() == source) visit(one);
    }
  }

  // Whether a signal that can only deny would deny a purpose that is refused.
  [[nodiscard]] bool objects(json::Value signal) const {
    bool found = false;
    each_one(signal.member("denies"), [&](json::Value purpose) {
      found = found || !is_granted(purpose.text());
    });
    return found;
  }

  [[nodiscard]] bool is_granted(std::string_view purpose) const {
    for (std::size_t i = 0; i < policy_.purpose_count(); ++i) {
      if (policy_.purpose_name(i) == purpose) return (granted_ >> i & 1) != 0;
    }
    return false;
  }
  [[nodiscard]] bool any_granted() const noexcept { return granted_ != 0; }

 private:
  const Policy& policy_;
  PurposeMask granted_;
  Text json_;
  json::Writer out_;
};

void write_ids(json::Writer& out, const char* name, const Names& ids) {
  out.name(name).begin_array();
  for (const auto id : ids) out.raw(id);
  out.end_array();
}

void write_tcf(Facts& facts) {
  const Names ids = facts.mapped("tcf", "purposes", true);
  facts.begin("tcf");
  auto& out = facts.out();
  out.boolean("ok", true)
      .text("event", "useractioncomplete")
      .boolean("applies", true)
      .boolean("service_specific", true)
      .integer("policy_version", 5);
  for (const char* list : {"purposes", "interests", "publisher"}) {
    write_ids(out, list, ids);
  }
  write_ids(out, "special_features",
            facts.mapped("tcf", "specialFeatures", true));
  out.name("vendor")
      .begin_object()
      .boolean("disclosed", true)
      .boolean("consent", facts.any_granted())
      .boolean("interest", facts.any_granted())
      .end_object()
      .end_object();
}

// 1 is an opt-out, 2 is not.
void write_gpp(Facts& facts) {
  const Names all = facts.mapped("gpp", "optOut", false);
  const Names granted = facts.mapped("gpp", "optOut", true);
  facts.begin("gpp");
  auto& out = facts.out();
  out.boolean("ok", true).boolean("ready", true);
  out.name("applicable").begin_array().integer(7).end_array();
  out.name("sections").begin_object().name("usnat").begin_object();
  for (const auto name : all)
    out.integer(name, is_among(granted, name) ? 2 : 1);
  out.end_object().end_object().end_object();
}

void write_usp(Facts& facts) {
  bool objects = false;
  facts.each_signal("usp", [&](json::Value signal) {
    objects = objects || facts.objects(signal);
  });
  facts.begin("usp");
  facts.out().text("string", objects ? "1YYN" : "1YNN").end_object();
}

void write_mode(Facts& facts, std::string_view source) {
  const Names granted = facts.mapped(source, nullptr, true);
  facts.begin(source);
  auto& out = facts.out();
  out.text("command", "update").name("choices").begin_object();
  for (const auto key : facts.mapped(source, nullptr, false)) {
    out.name(key).text(is_among(granted, key) ? "granted" : "denied");
  }
  out.end_object().end_object();
}

void write_choices(Facts& facts, std::string_view source) {
  const bool is_site = source == "api";
  const Names granted = facts.mapped(source, nullptr, true);
  facts.begin(source);
  auto& out = facts.out();
  out.boolean("explicit", true);
  if (!is_site) out.boolean("ready", true);
  out.name("choices").begin_object();
  for (const auto name : facts.mapped(source, nullptr, false)) {
    out.name(name).boolean(is_among(granted, name));
  }
  // Flags are raised by the same call.
  facts.each_signal(is_site ? "flag" : "", [&](json::Value flag) {
    out.name(flag.name()).boolean(facts.objects(flag));
  });
  out.end_object().end_object();
}

}  // namespace

bool reads(const Policy& policy, std::string_view source) {
  auto one = policy.member("signals").first();
  while (one.exists() && one.member("read").text() != source) one = one.next();
  return one.exists();
}

Text no_choice_yet(const Policy& policy) {
  Facts facts(policy, 0);
  auto& out = facts.out();
  if (reads(policy, "tcf")) {
    facts.begin("tcf");
    out.boolean("ok", true)
        .text("event", "cmpuishown")
        .boolean("applies", true)
        .end_object();
  }
  if (reads(policy, "gpp")) {
    facts.begin("gpp");
    out.boolean("ok", true).boolean("ready", true);
    out.name("applicable").begin_array().integer(7).end_array();
    out.name("sections").begin_object().name("usnat").begin_object();
    out.end_object().end_object().end_object();
  }
  if (reads(policy, "usp")) {
    facts.begin("usp");
    out.text("string", "1YNN").end_object();
  }
  auto platforms = kPlatforms;
  while (!platforms.empty()) {
    const auto name = next_word(platforms);
    if (!reads(policy, name)) continue;
    facts.begin(name);
    out.boolean("ready", false).end_object();
  }
  return facts.finish();
}

Text choice_of(const Policy& policy, PurposeMask granted) {
  Facts facts(policy, granted);
  if (reads(policy, "tcf")) write_tcf(facts);
  if (reads(policy, "gpp")) write_gpp(facts);
  if (reads(policy, "usp")) write_usp(facts);
  for (const char* mode : {"gcm", "uet"}) {
    if (reads(policy, mode)) write_mode(facts, mode);
  }
  auto platforms = kPlatforms;
  while (!platforms.empty()) {
    const auto name = next_word(platforms);
    if (reads(policy, name)) write_choices(facts, name);
  }
  if (reads(policy, "api") || reads(policy, "flag")) {
    write_choices(facts, "api");
  }
  return facts.finish();
}

Text privacy_control() { return Text(R"([{"signal":"gpc","value":true}])"); }

void hear(Consent& consent, std::string_view facts, double& time_ms) {
  json::Document document;
  if (document.read(facts)) return;
  auto fact = document.root().first();
  for (; fact.exists(); fact = fact.next()) {
    (void)consent.take(fact, ++time_ms);
  }
}

}  // namespace sluice::inspect
