#include "sluice/destination/description.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/destination/filler.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

constexpr std::string_view kEndpoint = "endpoint";

std::size_t limit_of(json::Value limit, std::size_t otherwise) noexcept {
  const auto number = limit.number().value_or(0);
  return number >= 1 ? static_cast<std::size_t>(std::min(number, 1e9))
                     : otherwise;
}

}  // namespace

std::optional<json::ReadError> Description::read(std::string_view text) {
  (void)config_.read("{}");
  auto error = document_.read(text);
  if (!error && root().member("destination").number() != 1) {
    error = {1, 1, Text("expected \"destination\": 1")};
    (void)document_.read("");
  }
  return error;
}

std::string_view Description::configure(json::Value config,
                                        std::string_view endpoint,
                                        bool takes_gzip) {
  if (endpoint.empty()) endpoint = root().member(kEndpoint).text();
  while (endpoint.ends_with('/')) endpoint.remove_suffix(1);
  Text text;
  json::Writer out(text);
  out.begin_object().name(kEndpoint).text(endpoint);
  if (takes_gzip) out.boolean("gzip", true);
  std::string_view missing = endpoint.empty() ? kEndpoint : "";
  auto asked = root().member("config").first();
  for (; asked.exists(); asked = asked.next()) {
    auto given = config.member(asked.name());
    if (!given.exists()) given = asked.member("default");
    if (given.exists()) {
      Text value;
      (void)json::append_value(value, given, kMaxTextBytes);
      out.name(asked.name()).raw(value);
    } else if (asked.member("required").is(json::Kind::True) &&
               missing.empty()) {
      missing = asked.name();
    }
  }
  out.end_object();
  (void)config_.read(text);
  return missing;
}

std::string_view Description::given_secret() const noexcept {
  auto asked = root().member("config").first();
  for (; asked.exists(); asked = asked.next()) {
    const bool is_secret = asked.member("secret").is(json::Kind::True);
    if (is_secret && config().member(asked.name()).exists()) {
      return asked.name();
    }
  }
  return {};
}

json::Value Description::form_for(std::string_view event) const noexcept {
  auto form = root().member("events").first();
  for (; form.exists(); form = form.next()) {
    auto names = form.name();
    while (!names.empty()) {
      if (!matches_glob(event, next_word(names))) continue;
      return form.is(json::Kind::Null) ? json::Value() : form;
    }
  }
  return {};
}

BatchLimits Description::limits() const noexcept {
  const auto limits = root().member("limits");
  const BatchLimits most;
  return {std::min(limit_of(limits.member("events"), most.events), most.events),
          std::min(limit_of(limits.member("bytes"), most.bytes), most.bytes)};
}

Text Description::group_of(std::string_view event_json) const {
  Text group;
  const auto form = root().member("group");
  json::Document event;
  if (!form.exists() || event.read(event_json)) return group;
  Filler filler({.config = config(), .event = event.root()});
  (void)filler.write(form, group);
  return group;
}

}  // namespace sluice
