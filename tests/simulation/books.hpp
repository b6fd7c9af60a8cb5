#pragma once

#include <array>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "policies.hpp"

namespace sluice::simulation {

using Json = nlohmann::json;

// What a tab was told about consent, and what that comes to.
class VisitorChoices {
 public:
  explicit VisitorChoices(const KnownPolicy& policy) : policy_(&policy) {}

  void choose(bool analytics, bool ads, bool is_explicit, double wall_ms);
  void withdraw(Purpose purpose);  // in another tab
  void object(double wall_ms);     // Global Privacy Control

  [[nodiscard]] Choice state(Purpose purpose) const;
  [[nodiscard]] const KnownPolicy& policy() const { return *policy_; }

 private:
  struct Said {
    Choice choice = Choice::Unknown;
    bool is_explicit = false;
    double wall_ms = 0;
  };

  const KnownPolicy* policy_;
  std::array<Said, kPurposes> said_{};
  bool objects_ = false;
  double objected_wall_ms_ = 0;
};

// An event's way to a destination: the destination's name, the serial number.
using Way = std::pair<std::string, int>;

// One thing that the visitor did, known by its serial number wherever its event
// turns up.
struct Deed {
  int tab = 0;              // where
  double ms = 0;            // when
  std::string event;        // its name
  bool was_denied = false;  // analytics were, when it was done
};

// Keeps account of a visitor, from what was done and said alone, and finds
// what a tracker must never do. Time is counted in steps.
class Books {
 public:
  std::vector<std::string> violations;
  // Something happened after which nobody could know that an event had arrived:
  // a crash right after the answer, storage that forgets, a clock that jumps
  // over the end of a lease.
  bool may_repeat = false;

  void complain(const std::string& what) {
    if (violations.size() < 20) violations.push_back(what);
  }

  int begin_deed(int tab, double now_ms, const VisitorChoices& choices,
                 const std::string& event);
  // `tab` claimed from storage what was to go to `target`, and has it in memory
  // until that moment at least.
  void claim(int tab, const std::string& target, int serial, double until_ms);
  // A tab took it from storage and judged it by its own policy.
  void judge_anew(const VisitorChoices& choices, const std::string& target,
                  int serial);
  // The device keeps the event.
  void keep(const std::string& target, int serial);
  // What `tab` has until that moment at most it must not send any more: another
  // may.
  void let_go(int tab, double until_ms);
  // `tab` is left at that moment, and gives back what it claimed and has still.
  void give_back(int tab, double now_ms);
  // What the device keeps as the batch of that id counts these losses.
  void keep_counts(const std::string& target, const std::string& id,
                   const Json& batch);
  // `tab` knows what became of it.
  void settle(int tab, const std::string& target, int serial);
  // The visitor withdrew consent to what is kept.
  void discard(const std::string& target, int serial);
  [[nodiscard]] bool keeps_any() const { return !kept_.empty(); }
  // The browser lost all that it kept at that moment. What a tab has in memory
  // is no worse for it.
  void lose_kept(double now_ms);
  // Consent changed in `tab`.
  void note_consent(int tab, const VisitorChoices& choices);
  // All that `tab` still has is gone, and has to be.
  void forget_all(int tab);

  // A request was made by `tab`; `body` is what it posts to `target`.
  void check_request(int tab, const VisitorChoices& choices,
                     const Target& target, const Json& body);
  // Consent changed, and a request with this body goes on.
  void check_still_allowed(int tab, const VisitorChoices& choices,
                           const Target& target, const Json& body);
  void arrive(int tab, const std::string& target, const Json& body);
  // The tab was told that `body` arrived.
  void learn(int tab, const std::string& target, const Json& body);

  // `tab` dies without a word, and could not reach `target` for long enough:
  // what was done there until that moment, and is not `excepted`, has arrived
  // or is among `kept`, what the device keeps.
  void check_backup(int tab, const std::string& target, double until_ms,
                    const std::set<Way>& kept, const std::set<Way>& excepted);

  // Nothing will come any more: what is missing, and does the collector know
  // why? `ended`: tabs whose last losses nobody could tell.
  void check_accounts(const Target& target, const std::set<int>& ended);

 private:
  struct Account {
    std::map<std::string, int> serials;           // by event id
    std::map<int, std::string> ids;               // by serial
    std::map<std::string, std::string> contents;  // by event id
    std::map<std::string, long> batches;          // what each says was dropped
    std::set<std::string> settled;                // of them: a tab was told
    std::map<std::string, long> kept;  // the same of those on the device
    std::set<int> unknown;             // arrived, and no tab was told
    std::map<int, int> known_by;  // serial to the tab that knows it arrived
    std::map<int, std::pair<std::string, int>> places;  // page and sequence
  };

  void check_sequences(const Account& account);
  void obtain(int tab, const std::string& target, int serial);
  bool lost_right(int tab, int serial, Purpose purpose) const;
  void check_event(int tab, const VisitorChoices& choices, const Target& target,
                   const Json& event);

  int step_ = 0;
  std::vector<Deed> deeds_;
  std::map<std::pair<int, int>, int> obtained_;  // by tab and serial: the step
  std::map<Way, int> owner_;                     // its last tab
  std::set<Way> kept_;                           // on the device
  std::map<Way, double> held_until_;             // of those, by a tab, too
  std::set<Way> excused_;
  std::map<std::pair<int, int>, int> denied_;  // by tab and purpose: last step
  std::map<int, int> forgot_;                  // by tab: last step
  std::map<std::string, Account> accounts_;    // by destination
};

// The serial number that `event` carries; -1 for a record of consent.
[[nodiscard]] int serial_of(const Json& event);

}  // namespace sluice::simulation
