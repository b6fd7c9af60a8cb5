#include "sluice/inspect/described_event.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/consent/never.hpp"
#include "sluice/consent/scrub.hpp"
#include "sluice/inspect/words.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

void add_field(Fields& fields, std::string_view path, json::Value value) {
  if (value.is(json::Kind::Text)) {
    const auto text = value.text();
    // As a page would have it.
    return is_address(path) ? fields.add_text(path, scrub_address(text))
                            : fields.add_text(path, text);
  }
  Text json;
  (void)json::append_value(json, value, kMaxTextBytes);
  fields.add_json(path, json);
}

}  // namespace

std::optional<Text> read_event(json::Value described, Event& event) {
  const auto about = described.member("event");
  if (about.member("name").text().empty()) {
    return Text("event: expected {\"event\": {\"name\": NAME}, ...}");
  }
  event.name = Text(about.member("name").text());
  event.time_ms = about.member("time").number_or(0);
  event.conversion = about.is_set("conversion");
  for (auto group = described.first(); group.exists(); group = group.next()) {
    if (!group.is(json::Kind::Object)) {
      return join({"event: ", quoted(group.name()), " is no object of fields"});
    }
    for (auto one = group.first(); one.exists(); one = one.next()) {
      add_field(event.fields, join({group.name(), ".", one.name()}), one);
    }
  }
  return std::nullopt;
}

}  // namespace sluice::inspect
