#pragma once

#include <catch2/catch.hpp>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sluice/base/status.hpp"
#include "sluice/tracker/tracker.hpp"

// Catch2 takes a JSON value for a range of JSON values, for ever.
template <>
struct Catch::StringMaker<nlohmann::json> {
  static std::string convert(const nlohmann::json& json) { return json.dump(); }
};

namespace sluice::test {

using Json = nlohmann::json;

inline constexpr double kStartWallMs = 1700000000000;

// What a browser's loader does, in memory and under the test's clock: gives
// facts to a tracker, performs its actions, and remembers them.
class Host {
 public:
  // Accepted requests are answered with this status at once; none: they stay in
  // flight until answer().
  std::optional<int> status = 200;
  // localStorage; `storage_fails` makes every access throw.
  std::map<std::string, Json> storage;
  bool storage_fails = false;
  // The stored queue's batches by their ids.
  std::map<std::string, std::string> queue;

  // Starts with `config` over {"endpoint": "/collect"}, on `url`; `more` are
  // other members of the fact.
  Status start(Json config = Json::object(),
               const std::string& url = "https://shop.example/",
               const Json& more = Json::object());

  // Gives a fact, at the present time unless it says otherwise, and performs
  // what it causes.
  Status take(Json fact);
  // The fact `kind` without members.
  Status tell(const std::string& kind) { return take(Json{{"fact", kind}}); }
  // Gives a text as it is.
  Status take_text(std::string text);

  Status track(const std::string& name, Json properties = Json::object(),
               bool conversion = false);
  Status page(const std::string& url, const std::string& cause = "load");
  Status consent(Json choices, bool is_explicit = false);

  // Lets time pass, waking the tracker when it asked for it.
  void pass(double ms);
  // The same on a machine that sleeps: nobody is woken.
  void sleep(double ms);

  // Answers the request in flight for `batch`.
  void answer(int batch, int http_status,
              std::optional<double> retry_after_ms = std::nullopt,
              int destination = 0);

  // What became of events so far, oldest first.
  [[nodiscard]] const std::vector<Json>& outcomes() const { return outcomes_; }
  // The actions of that kind so far, oldest first.
  [[nodiscard]] std::vector<Json> actions(const std::string& kind) const;
  // The bodies of all requests made, and of those that were answered 2xx.
  [[nodiscard]] std::vector<Json> sent() const;
  [[nodiscard]] std::vector<Json> stored() const;
  // The events of stored(), in order.
  [[nodiscard]] std::vector<Json> events() const;
  // The last event stored.
  [[nodiscard]] Json last() const;
  // Codes of all reports, oldest first.
  [[nodiscard]] std::vector<std::string> reports() const;

  [[nodiscard]] std::optional<double> wake_at() const { return wake_at_; }
  [[nodiscard]] double wall_ms() const { return wall_ms_; }
  void jump_wall(double ms) { wall_ms_ += ms; }

 private:
  void perform(const Json& action);
  Json make_answer(std::pair<int, int> request, int http_status,
                   std::optional<double> retry_after_ms);

  Tracker tracker_;
  double wall_ms_ = kStartWallMs;
  double mono_ms_ = 0;
  std::optional<double> wake_at_;
  std::vector<Json> actions_;
  std::vector<Json> outcomes_;
  std::deque<Json> answers_;  // facts to give after the present one
  std::map<std::pair<int, int>, Json> in_flight_;  // by destination, batch
  std::vector<Json> stored_;
};

}  // namespace sluice::test
