#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace sluice::test {

// What a collector makes of a body, by tracker/README.md and not by the core:
// in place of "fields" and "shapes" the events are there as they were.
// `Json`: nlohmann::json, or ordered_json for members in their order.
template <typename Json>
class Envelope {
 public:
  static Json read(const std::string& body) {
    Json json = Json::parse(body);
    if (!json.contains("fields")) return json;
    const Envelope envelope(json);
    Json events = Json::array();
    double time = json["sent_at"];
    std::vector<Json> last(envelope.fields_.size());
    for (const Json& row : json["events"]) {
      events.push_back(envelope.event_of(row, last, time));
    }
    json["events"] = std::move(events);
    json.erase("fields");
    json.erase("shapes");
    return json;
  }

 private:
  explicit Envelope(const Json& json) {
    std::string group;
    for (const Json& field : json["fields"]) {
      const std::string path = field;
      const auto dot = path.find('.');
      if (dot != path.npos) group = path.substr(0, dot);
      fields_.push_back(
          {group, dot == path.npos ? path : path.substr(dot + 1)});
    }
    for (const Json& ranges : json["shapes"]) {
      auto& shape = shapes_.emplace_back();
      for (std::size_t i = 0; i < ranges.size(); i += 2) {
        for (int at = ranges[i]; at <= ranges[i + 1]; ++at) shape.push_back(at);
      }
    }
  }

  Json event_of(const Json& row, std::vector<Json>& last, double& time) const {
    Json event = Json::object();
    std::size_t cell = 1;
    int as_before = 0;
    bool is_short = false;
    for (const int at : shapes_[row[0]]) {
      const auto& [group, name] = fields_[at];
      Json& value = last[at];
      if (as_before == 0 && cell == row.size()) as_before = 1'000'000;
      if (as_before == 0 && row[cell].is_array() && row[cell][0].is_number()) {
        as_before = row[cell++][0];
      }
      if (as_before > 0) {
        --as_before;
      } else {
        const Json& given = row[cell++];
        const bool is_own = group == "event";
        is_short = is_short || (is_own && name == "id" && given.is_string() &&
                                given.template get<std::string>().size() == 13);
        value = given.is_array() ? given[0] : given;
        if (is_own && name == "time" && given.is_number()) {
          time += given.template get<double>();
          value = static_cast<long long>(time);
        }
      }
      event[group][name] = value;
    }
    if (is_short) {
      event["event"]["id"] = long_id(event["event"]["id"], time);
    }
    return event;
  }

  // 13 characters: a hex digit, and 18 more as base64url.
  static std::string long_id(const std::string& id, double time) {
    const std::string_view alphabet =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::string hex;
    std::size_t bits = 0;
    int count = 0;
    for (const char c : id.substr(1)) {
      bits = bits << 6 | alphabet.find(c);
      for (count += 6; count >= 4; count -= 4) {
        hex += "0123456789abcdef"[bits >> (count - 4) & 15];
      }
    }
    char at[13];
    std::snprintf(at, sizeof at, "%012llx",
                  static_cast<unsigned long long>(time));
    const std::string when = at;
    return when.substr(0, 8) + "-" + when.substr(8) + "-7" + hex.substr(0, 3) +
           "-" + id[0] + hex.substr(3, 3) + "-" + hex.substr(6);
  }

  struct Field {
    std::string group;
    std::string name;
  };
  std::vector<Field> fields_;
  std::vector<std::vector<int>> shapes_;
};

template <typename Json>
Json read_envelope(const std::string& body) {
  return Envelope<Json>::read(body);
}

}  // namespace sluice::test
