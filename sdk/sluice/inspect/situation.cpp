#include "sluice/inspect/situation.hpp"

#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/described_event.hpp"
#include "sluice/inspect/place_names.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

// What facts of a kind have (js/src/signals/facts.ts), beside what all have.
struct SignalKind {
  std::string_view name;
  std::string_view members;
};

constexpr std::string_view kChoice = "choices explicit ready";
constexpr std::string_view kEveryFact = "fact signal wall mono when";

constexpr std::array kKinds = {
    SignalKind{"tcf",
               "ok status event applies service_specific policy_version string "
               "purposes interests vendor restrictions publisher "
               "special_features"},
    SignalKind{"gpp", "ok ready status applicable string sections"},
    SignalKind{"usp", "string"},
    SignalKind{"gpc", "value"},
    SignalKind{"dnt", "value"},
    SignalKind{"gcm", "command choices wait region"},
    SignalKind{"uet", "command choices wait region"},
    SignalKind{"api", kChoice},
    SignalKind{"onetrust", kChoice},
    SignalKind{"cookiebot", kChoice},
    SignalKind{"didomi", kChoice},
    SignalKind{"usercentrics", kChoice},
    SignalKind{"klaro", kChoice},
    SignalKind{"cookieconsent", kChoice},
    SignalKind{"osano", kChoice},
};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> all;
  while (!words.empty()) {
    const auto word = words.substr(0, words.find(' '));
    all.push_back(word);
    words.remove_prefix(std::min(word.size() + 1, words.size()));
  }
  return all;
}

std::optional<Text> check_kind(json::Value fact) {
  const auto name = fact.member("signal").text();
  std::vector<std::string_view> names;
  for (const SignalKind& kind : kKinds) {
    names.push_back(kind.name);
    if (kind.name != name) continue;
    for (auto one = fact.first(); one.exists(); one = one.next()) {
      if (has_exact_word(kind.members, one.name()) ||
          has_exact_word(kEveryFact, one.name())) {
        continue;
      }
      return join({"signals: ", quoted(one.name()), " is no member of ", name,
                   did_you_mean(one.name(), split(kind.members))});
    }
    return std::nullopt;
  }
  return join({"signals: there is no signal ", quoted(name),
               did_you_mean(name, names)});
}

// A member of {SIGNAL: members} as a fact.
Text fact_of(json::Value signal) {
  Text json;
  json::Writer out(json);
  out.begin_object().text("signal", signal.name());
  const auto copy = [&out](std::string_view name, json::Value value) {
    Text text;
    (void)json::append_value(text, value, kMaxConsentBytes);
    out.name(name).raw(text);
  };
  if (signal.is(json::Kind::Object)) {
    for (auto one = signal.first(); one.exists(); one = one.next()) {
      if (one.name() != "signal") copy(one.name(), one);
    }
  } else {
    copy(signal.is(json::Kind::Text) ? "string" : "value", signal);
  }
  out.end_object();
  return json;
}

}  // namespace

std::optional<Text> Situation::read(json::Value from) {
  const auto audience = from.member("audience");
  if (audience.exists() && !audience.says("child") &&
      !audience.says("general")) {
    return Text("\"audience\" is not \"general\" or \"child\"");
  }
  const auto region = from.member("region").text();
  if (const auto flaw = visitor_flaw(region)) {
    return join({"region ", *flaw});
  }
  consent.set_place(region, audience.says("child"));
  Part signals;
  if (auto flaw = signals.read(from.member("signals"), "signals")) return flaw;
  if (auto flaw = read_signals(signals.value())) return flaw;
  Part described;
  if (auto flaw = described.read(from.member("event"), "event")) return flaw;
  return read_event(described.value(), event);
}

std::optional<Text> Situation::read_signals(json::Value signals) {
  if (!signals.exists()) return std::nullopt;
  const bool is_list = signals.is(json::Kind::Array);
  if (!is_list && !signals.is(json::Kind::Object)) {
    return Text("signals: expected a list of facts, or {SIGNAL: members}");
  }
  double time_ms = 0;
  for (auto one = signals.first(); one.exists(); one = one.next()) {
    json::Document document;
    ++time_ms;  // what comes later was said later
    if (!is_list) (void)document.read(fact_of(one));
    if (auto flaw = take(is_list ? one : document.root(), time_ms)) return flaw;
  }
  return std::nullopt;
}

std::optional<Text> Situation::take(json::Value fact, double time_ms) {
  if (auto flaw = check_kind(fact)) return flaw;
  const auto wall_ms = fact.member("wall").number();
  if (!consent.take(fact, wall_ms.value_or(time_ms))) {
    unheard.push_back(Text(fact.member("signal").text()));
  }
  return std::nullopt;
}

}  // namespace sluice::inspect
