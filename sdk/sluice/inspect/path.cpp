#include "sluice/inspect/path.hpp"

#include <limits>

#include "sluice/attribution/touch.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/inspect/iso_time.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// What JavaScript's Date can hold, either side of 1970.
// https://tc39.es/ecma262/#sec-time-values-and-time-range
constexpr double kMaxTimeMs = 8.64e15;

std::optional<double> read_time(json::Value value) noexcept {
  if (value.is(json::Kind::Text)) return read_iso_time(value.text());
  const auto ms = value.number();
  if (!ms || !(*ms >= -kMaxTimeMs && *ms <= kMaxTimeMs)) return std::nullopt;
  return static_cast<double>(static_cast<std::int64_t>(*ms));
}

Text not_a_time(std::string_view at) {
  return join({at, ": expected milliseconds since 1970 or ISO 8601"});
}

// Reads a duration into `ms`; false if it is not a positive one.
bool read_duration(json::Value value, double& ms, bool may_be_none) noexcept {
  if (!value.exists()) return true;
  constexpr double kForEver = std::numeric_limits<double>::infinity();
  ms = may_be_none && value.says("none") ? kForEver : duration_ms(value, 0);
  return ms >= 1;
}

}  // namespace

std::optional<Text> Path::read(json::Value value) {
  if (!value.is(json::Kind::Object)) return Text("expected an object");
  if (auto flaw = read_touches(value.member("touches"))) return flaw;
  const auto at = value.member("converted_at");
  if (at.exists() && !at.is(json::Kind::Null)) {
    const auto time = read_time(at);
    if (!time) return not_a_time("/converted_at");
    converted_ms = *time;
  }
  const auto outcome = value.member("converted");
  if (!outcome.exists()) return std::nullopt;
  if (!outcome.is_bool()) return Text("/converted: expected true or false");
  converted = outcome.is(json::Kind::True);
  return std::nullopt;
}

std::optional<Text> Path::read_touches(json::Value list) {
  if (!list.is(json::Kind::Array)) return Text("/touches: expected an array");
  double time_ms = 0;
  for (auto one = list.first(); one.exists(); one = one.next()) {
    const Text at = join({"/touches/", count_text(touches.size())});
    if (!one.is(json::Kind::Object)) {
      return join({at, ": expected an object"});
    }
    const auto given = one.member("time");
    if (given.exists()) {
      const auto time = read_time(given);
      if (!time) return not_a_time(join({at, "/time"}));
      time_ms = *time;
    }
    if (touches.empty() || time_ms > converted_ms) converted_ms = time_ms;
    const auto channel = one.member("channel").text();
    TouchWeight& touch = touches.emplace_back();
    touch.time_ms = time_ms;
    touch.is_view = one.member("kind").says("view");
    touch.is_direct = is_direct(channel, one.member("source").text());
    channels.push_back(Text(channel));
  }
  return std::nullopt;
}

std::optional<Text> read_line(json::Document& document, std::string_view line) {
  const auto error = document.read(line);
  if (!error) return std::nullopt;
  return join({"column ", count_text(error->column), ": ", error->message});
}

std::optional<Text> read_attribution(json::Value request,
                                     Attribution& attribution) {
  const auto name = request.member("model");
  if (name.exists()) {
    const auto model = find_model(name.text());
    if (!model) {
      return join({"there is no model ", quoted(name.text()),
                   did_you_mean(name.text(),
                                {kModelNames.begin(), kModelNames.end()})});
    }
    attribution.model = *model;
  }
  struct Duration {
    const char* name;
    double Attribution::*ms;
    bool may_be_none;
  };
  for (const auto& one :
       {Duration{"half_life", &Attribution::half_life_ms, false},
        Duration{"lookback", &Attribution::lookback_ms, true},
        Duration{"view_window", &Attribution::view_window_ms, true}}) {
    const auto value = request.member(one.name);
    if (read_duration(value, attribution.*one.ms, one.may_be_none)) continue;
    return join({quoted(value.text()), " is no duration, as \"7d\" or \"12h\"",
                 one.may_be_none ? " or \"none\"" : ""});
  }
  return std::nullopt;
}

}  // namespace sluice::inspect
