#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <set>
#include <string>

#include "memory.hpp"
#include "sluice/tracker/tracker.hpp"
#include "world.hpp"

namespace sluice::simulation {

// One page in one tab: a tracker, and all that its loader does.
class Tab : public std::enable_shared_from_this<Tab> {
 public:
  Tab(World& world, const KnownPolicy& policy, int number);

  // The page loads, with the parameters of an advertisement or without.
  void open(bool from_ad, bool objects);

  // What the visitor does.
  void track(bool conversion, int bytes);
  void flood(int events);
  void click();
  void go_to_page();
  void choose(bool analytics, bool ads, bool is_explicit);
  void forget();
  // Another tab was told to forget, under the policy of that id.
  void hear_forget(const std::string& policy);
  // What the visitor withdrew in another tab: policy and purposes.
  void hear_withdrawal(const Json& told);

  // What the browser does.
  void hide();
  void show();
  void tell(const char* fact);
  // The page is gone, with a last word or without.
  void close();
  void crash(bool whole_browser);

  void answer(const Flight& flight);
  void wake();

  [[nodiscard]] std::optional<double> wake_at() const { return wake_at_; }
  // Nothing went wrong here, so leaving the page loses nothing.
  [[nodiscard]] bool ended_well() const { return ended_well_; }
  [[nodiscard]] bool is_dead() const { return dead_; }
  [[nodiscard]] bool is_hidden() const { return hidden_; }
  [[nodiscard]] int number() const { return number_; }
  [[nodiscard]] const VisitorChoices& choices() const { return choices_; }
  [[nodiscard]] const Memory& memory() const { return memory_; }

 private:
  void take(Json fact);
  void drain();
  void perform(const Json& action);
  void send(const Json& action);
  void abort(const Json& action);
  void defer(const Json& action);
  void send_deferred();
  Flight make_flight(const Json& action);
  void check(const Flight& flight);
  void check_flights();
  void load(const Json& action);
  void stash(const Json& action);
  void claim(const Json& action);
  void show_claimed();
  void lease(const Json& action);
  void discard(const Json& action);
  void note_answer(const Flight& flight);
  void die();
  void check_backup() const;
  [[nodiscard]] std::set<Way> ways_on_device() const;
  void note_consent();
  int begin_deed(const std::string& event);
  [[nodiscard]] bool may_send_all() const;
  [[nodiscard]] bool fails_behind();
  void note_choice();
  [[nodiscard]] std::string url(bool from_ad) const;

  World& world_;
  VisitorChoices choices_;
  int number_;
  double opened_ms_;
  Memory memory_;
  sluice::Tracker tracker_;
  std::deque<Json> facts_;          // to give after the present one
  std::deque<Json> answers_;        // to its actions, which come before them
  std::deque<std::string> claims_;  // prefixes, the lock's next task
  std::map<std::size_t, Flight> deferred_;  // by destination
  // Since when each destination failed, and since when there was no network for
  // it: as far as this page was told.
  std::map<std::size_t, double> fails_since_;
  std::map<std::size_t, double> offline_since_;
  std::map<Way, int> tries_;
  std::set<Way> refused_;  // by the collector, if only as a part of a batch
  double chosen_ms_ = 0;
  bool is_taking_ = false;
  bool dead_ = false;
  bool troubled_ = false;
  bool ended_well_ = false;
  bool hidden_ = false;
  std::optional<double> wake_at_;
};

}  // namespace sluice::simulation
