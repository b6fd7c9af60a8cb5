#include "host.hpp"

#include <sstream>

#include "envelope.hpp"

namespace sluice::test {

Status Host::start(Json config, const std::string& url, const Json& more) {
  if (config.is_object() && !config.contains("endpoint")) {
    config["endpoint"] = "/collect";
  }
  Json fact = {{"fact", "start"},
               {"seed", "0123456789abcdef0123456789abcdef"},
               {"url", url},
               {"config", std::move(config)}};
  fact.update(more);
  return take(std::move(fact));
}

Status Host::take(Json fact) {
  if (!fact.contains("wall")) fact["wall"] = wall_ms_;
  if (!fact.contains("mono")) fact["mono"] = mono_ms_;
  return take_text(fact.dump());
}

Status Host::take_text(std::string text) {
  const Status result = tracker_.take(text.data(), text.size());
  std::istringstream outcomes(
      std::string(std::string_view(tracker_.actions().outcomes())));
  for (std::string line; std::getline(outcomes, line);) {
    outcomes_.push_back(Json::parse(line));
  }
  const std::string lines(std::string_view(tracker_.actions().text()));
  std::size_t at = 0;
  while (at < lines.size()) {
    const std::size_t end = lines.find('\n', at);
    actions_.push_back(Json::parse(lines.substr(at, end - at)));
    at = end + 1;
    perform(Json(actions_.back()));
  }
  // As the loader does: all actions of a fact before the next fact.
  while (!answers_.empty()) {
    const auto answer = answers_.front();
    answers_.pop_front();
    take(answer);
  }
  return result;
}

Status Host::track(const std::string& name, Json properties, bool conversion) {
  return take({{"fact", "track"},
               {"name", name},
               {"properties", std::move(properties)},
               {"conversion", conversion}});
}

Status Host::page(const std::string& url, const std::string& cause) {
  return take({{"fact", "page"}, {"url", url}, {"cause", cause}});
}

Status Host::consent(Json choices, bool is_explicit) {
  return take({{"fact", "signal"},
               {"signal", "api"},
               {"choices", std::move(choices)},
               {"explicit", is_explicit}});
}

void Host::sleep(double ms) {
  wall_ms_ += ms;
  mono_ms_ += ms;
}

void Host::pass(double ms) {
  const double until = mono_ms_ + ms;
  while (wake_at_ && *wake_at_ <= until) {
    const double step = std::max(0.0, *wake_at_ - mono_ms_);
    wall_ms_ += step;
    mono_ms_ += step;
    wake_at_.reset();
    tell("wake");
  }
  wall_ms_ += until - mono_ms_;
  mono_ms_ = until;
}

void Host::answer(int batch, int http_status,
                  std::optional<double> retry_after_ms, int destination) {
  take(make_answer({destination, batch}, http_status, retry_after_ms));
}

Json Host::make_answer(std::pair<int, int> request, int http_status,
                       std::optional<double> retry_after_ms) {
  const Json action = in_flight_.at(request);
  in_flight_.erase(request);
  if (http_status >= 200 && http_status < 300) {
    stored_.push_back(read_envelope<Json>(action["body"]));
  }
  Json fact{{"fact", "sent"},
            {"destination", request.first},
            {"batch", request.second},
            {"status", http_status}};
  if (retry_after_ms) fact["retry_after"] = *retry_after_ms;
  return fact;
}

std::vector<Json> Host::actions(const std::string& kind) const {
  std::vector<Json> found;
  for (const Json& action : actions_) {
    if (action["action"] == kind) found.push_back(action);
  }
  return found;
}

std::vector<Json> Host::sent() const {
  std::vector<Json> bodies;
  for (const Json& action : actions("send")) {
    bodies.push_back(read_envelope<Json>(action["body"]));
  }
  return bodies;
}

std::vector<Json> Host::stored() const { return stored_; }

std::vector<Json> Host::events() const {
  std::vector<Json> all;
  for (const Json& batch : stored_) {
    all.insert(all.end(), batch["events"].begin(), batch["events"].end());
  }
  return all;
}

Json Host::last() const {
  const auto all = events();
  return all.empty() ? Json() : all.back();
}

std::vector<std::string> Host::reports() const {
  std::vector<std::string> codes;
  for (const Json& report : actions("report")) {
    codes.push_back(report["code"].get<std::string>());
  }
  return codes;
}

void Host::perform(const Json& action) {
  const std::string kind = action["action"];
  if (kind == "send") {
    const std::pair<int, int> request = {action["destination"],
                                         action["batch"]};
    in_flight_[request] = action;
    if (status) answers_.push_back(make_answer(request, *status, {}));
  } else if (kind == "abort") {
    const std::pair<int, int> request = {action["destination"],
                                         action["batch"]};
    if (in_flight_.contains(request)) {
      answers_.push_back(make_answer(request, 0, {}));
    }
  } else if (kind == "wake") {
    wake_at_.reset();
    if (!action["at"].is_null()) wake_at_ = action["at"].get<double>();
  } else if (kind == "more") {
    answers_.push_back({{"fact", "more"}});
  } else if (kind == "store") {
    if (!storage_fails) storage[action["key"]] = action["value"];
  } else if (kind == "erase") {
    for (const Json& record : action["records"]) storage.erase(record["key"]);
  } else if (kind == "stash") {
    if (!storage_fails) queue[action["id"]] = action["text"];
    answers_.push_back({{"fact", "stashed"},
                        {"destination", action["destination"]},
                        {"batch", action["batch"]},
                        {"kept", !storage_fails}});
  } else if (kind == "claim") {
    for (const auto& [id, text] : queue) {
      answers_.push_back({{"fact", "claimable"}, {"id", id}, {"text", text}});
    }
  } else if (kind == "lease" || kind == "discard") {
    const std::string prefix = "sluice.queue.";
    const std::string key = action[kind == "lease" ? "key" : "prefix"];
    const std::string id = key.substr(prefix.size());
    if (kind == "lease" && queue.contains(id)) {
      std::string digits = std::to_string(action["until"].get<long long>());
      digits.insert(0, 13 - digits.size(), '0');
      queue[id].replace(0, 13, digits);
    } else if (kind == "discard") {
      std::erase_if(
          queue, [&id](const auto& one) { return one.first.starts_with(id); });
    }
  } else if (kind == "load") {
    Json values = Json::object();
    for (const Json& record : action["records"]) {
      const std::string key = record["key"];
      values[record["name"]] = storage.contains(key) ? storage[key] : Json();
    }
    if (storage_fails) values = Json::object();
    answers_.push_back(
        {{"fact", "loaded"}, {"values", values}, {"failed", storage_fails}});
  }
}

}  // namespace sluice::test
