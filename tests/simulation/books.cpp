#include "books.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace sluice::simulation {
namespace {

using enum Choice;

std::string about(int tab, int serial, const char* what) {
  return "tab " + std::to_string(tab) + ", event " + std::to_string(serial) +
         ": " + what;
}

// What no purpose lets out must not be there while there is none.
bool has_ids(const Json& event) {
  return event.contains("visitor") || event.contains("session") ||
         event.contains("user") || event.contains("click_id");
}

long counts_of(const Json& batch) {
  long dropped = 0;
  if (batch.contains("dropped")) {
    for (const auto& count : batch["dropped"]) dropped += count.get<long>();
  }
  return dropped;
}

}  // namespace

int serial_of(const Json& event) {
  if (event.contains("receipt")) return -1;
  const auto& properties = event.find("properties");
  if (properties != event.end() && properties->contains("n")) {
    return (*properties)["n"].get<int>();
  }
  const auto& click = event.find("click");
  const std::string text = click != event.end() && click->contains("id")
                               ? (*click)["id"].get<std::string>()
                               : event["page"]["title"].get<std::string>();
  return std::stoi(text.substr(1));
}

int Books::begin_deed(int tab, double now_ms, const VisitorChoices& choices,
                      const std::string& event) {
  deeds_.push_back({tab, now_ms, event, choices.state(kAnalytics) == Denied});
  const int serial = static_cast<int>(deeds_.size()) - 1;
  for (const Target& target : choices.policy().targets) {
    obtain(tab, target.name, serial);
    judge_anew(choices, target.name, serial);
  }
  return serial;
}

// No batch is made to tell a collector only of what it does not want.
void Books::judge_anew(const VisitorChoices& choices, const std::string& target,
                       int serial) {
  const Deed& deed = deeds_[static_cast<std::size_t>(serial)];
  for (const Target& one : choices.policy().targets) {
    const bool is_it = one.name == target;
    if (is_it && !one.wants(deed.event)) excused_.insert({target, serial});
  }
}

void Books::obtain(int tab, const std::string& target, int serial) {
  obtained_[{tab, serial}] = ++step_;
  owner_[{target, serial}] = tab;
}

void Books::claim(int tab, const std::string& target, int serial,
                  double until_ms) {
  obtain(tab, target, serial);
  held_until_[{target, serial}] = until_ms;
}

void Books::keep(const std::string& target, int serial) {
  kept_.insert({target, serial});
  held_until_.erase({target, serial});
}

void Books::keep_counts(const std::string& target, const std::string& id,
                        const Json& batch) {
  accounts_[target].kept[id] = counts_of(batch);
}

void Books::settle(int tab, const std::string& target, int serial) {
  kept_.erase({target, serial});
  owner_[{target, serial}] = tab;
}

void Books::discard(const std::string& target, int serial) {
  kept_.erase({target, serial});
  excused_.insert({target, serial});
}

void Books::let_go(int tab, double until_ms) {
  std::erase_if(held_until_, [&](const auto& held) {
    const auto& [way, held_until_ms] = held;
    if (owner_[way] != tab || held_until_ms > until_ms) return false;
    if (!kept_.contains(way)) excused_.insert(way);
    return true;
  });
}

void Books::give_back(int tab, double now_ms) {
  let_go(tab, now_ms);
  for (auto& [way, until_ms] : held_until_) {
    if (owner_[way] == tab) until_ms = HUGE_VAL;
  }
}

void Books::lose_kept(double now_ms) {
  may_repeat |= keeps_any();
  for (const Way& way : kept_) {
    const auto held = held_until_.find(way);
    const bool is_held = held != held_until_.end() && held->second > now_ms;
    if (!is_held) excused_.insert(way);
  }
  kept_.clear();
}

void Books::note_consent(int tab, const VisitorChoices& choices) {
  for (const Purpose purpose : {kAnalytics, kAds}) {
    if (choices.state(purpose) == Denied) denied_[{tab, purpose}] = ++step_;
  }
}

void Books::forget_all(int tab) {
  forgot_[tab] = ++step_;
  for (const auto& [way, owner] : owner_) {
    if (owner == tab) excused_.insert(way);
  }
}

// Whether `tab` may not have this event for that purpose: it is not granted, or
// was denied since the tab has it.
bool Books::lost_right(int tab, int serial, Purpose purpose) const {
  const auto denied = denied_.find({tab, purpose});
  return denied != denied_.end() &&
         denied->second > obtained_.at({tab, serial});
}

void Books::check_event(int tab, const VisitorChoices& choices,
                        const Target& target, const Json& event) {
  const int serial = serial_of(event);
  if (serial < 0) return;
  if (!obtained_.contains({tab, serial})) {
    complain(about(tab, serial, "was sent by a tab that does not have it"));
    return;
  }
  const Deed& deed = deeds_[static_cast<std::size_t>(serial)];
  if (!target.wants(deed.event)) complain(about(tab, serial, "is not wanted"));
  if (obtained_[{tab, serial}] < forgot_[tab]) {
    complain(about(tab, serial, "was to be forgotten"));
  }
  const bool permitted = choices.state(kAnalytics) == Granted &&
                         choices.state(target.needs) == Granted &&
                         !lost_right(tab, serial, kAnalytics) &&
                         !lost_right(tab, serial, target.needs) &&
                         !deed.was_denied;
  const bool bare = choices.policy().cookieless_until_asked && !has_ids(event);
  if (!permitted && !bare) complain(about(tab, serial, "was forbidden"));
  if (event.contains("click_id") &&
      (choices.state(kAds) != Granted || lost_right(tab, serial, kAds))) {
    complain(about(tab, serial, "has a click id that was forbidden"));
  }
}

void Books::check_request(int tab, const VisitorChoices& choices,
                          const Target& target, const Json& body) {
  ++step_;
  for (const Json& event : body["events"]) {
    check_event(tab, choices, target, event);
    const int serial = serial_of(event);
    const auto known = accounts_[target.name].known_by.find(serial);
    if (known != accounts_[target.name].known_by.end() && !may_repeat) {
      complain(about(tab, serial, "was sent although it had arrived"));
    }
  }
}

void Books::check_still_allowed(int tab, const VisitorChoices& choices,
                                const Target& target, const Json& body) {
  for (const Json& event : body["events"]) {
    check_event(tab, choices, target, event);
  }
}

void Books::arrive(int tab, const std::string& target, const Json& body) {
  Account& account = accounts_[target];
  account.batches.emplace(body["batch"], counts_of(body));
  for (const Json& event : body["events"]) {
    const int serial = serial_of(event);
    if (serial < 0) continue;
    const std::string id = event["event"]["id"];
    const auto [of_id, is_new] = account.serials.emplace(id, serial);
    if (of_id->second != serial) {
      complain(about(tab, serial, "has the id of another event"));
    }
    const auto [of_serial, is_first] = account.ids.emplace(serial, id);
    if (of_serial->second != id) {
      complain(about(tab, serial, "came with two ids"));
    }
    // What else it says may have to be said otherwise by a later consent.
    const std::string text = event["event"].dump();
    const auto known = account.contents.emplace(id, text).first;
    if (known->second != text) {
      complain(about(tab, serial, "came with two contents"));
    }
    if (!account.known_by.contains(serial)) account.unknown.insert(serial);
    const Json& own = event["event"];
    if (own.contains("sequence")) {
      account.places[serial] = {event["page"]["id"], own["sequence"]};
    }
  }
}

void Books::learn(int tab, const std::string& target, const Json& body) {
  accounts_[target].settled.insert(body["batch"]);
  for (const Json& event : body["events"]) {
    const int serial = serial_of(event);
    if (serial < 0) continue;
    accounts_[target].known_by[serial] = tab;
    accounts_[target].unknown.erase(serial);
  }
}

void Books::check_backup(int tab, const std::string& target, double until_ms,
                         const std::set<Way>& kept,
                         const std::set<Way>& excepted) {
  for (int serial = 0; serial < static_cast<int>(deeds_.size()); ++serial) {
    const Deed& deed = deeds_[static_cast<std::size_t>(serial)];
    const Way way{target, serial};
    if (deed.tab != tab || deed.ms > until_ms || owner_[way] != tab) continue;
    if (excused_.contains(way) || excepted.contains(way)) continue;
    if (accounts_[target].ids.contains(serial) || kept.contains(way)) continue;
    complain(about(tab, serial, "died with its page"));
  }
}

// As many numbers of a page are missing between two of its events as events
// are: so a collector that knows the drops knows that nothing else is missing.
void Books::check_sequences(const Account& account) {
  std::map<std::string, std::pair<int, int>> last;  // by page
  for (const auto& [serial, place] : account.places) {
    const auto& [page, sequence] = place;
    const auto now = std::pair{serial, sequence};
    const auto [before, is_first] = last.emplace(page, now);
    if (is_first) continue;
    const auto [other, other_sequence] = std::exchange(before->second, now);
    const int tab = deeds_[static_cast<std::size_t>(serial)].tab;
    const auto begin = deeds_.begin();
    const auto done =
        std::count_if(begin + other, begin + serial,
                      [tab](const Deed& deed) { return deed.tab == tab; });
    if (sequence - other_sequence != done) {
      complain(about(tab, serial, "is numbered as if others were missing"));
    }
  }
}

void Books::check_accounts(const Target& target, const std::set<int>& ended) {
  const Account& account = accounts_[target.name];
  check_sequences(account);
  long missing = 0;
  long unexcused = 0;
  std::string names;
  for (int serial = 0; serial < static_cast<int>(deeds_.size()); ++serial) {
    if (account.ids.contains(serial)) continue;
    ++missing;
    const Way way{target.name, serial};
    const bool excused = excused_.contains(way) ||
                         (ended.contains(owner_[way]) && !kept_.contains(way));
    if (excused) continue;
    ++unexcused;
    if (unexcused <= 10) names += " " + std::to_string(serial);
  }
  long dropped = 0;
  // What arrived without the tab's knowing is given up, and counted again.
  long unknown = static_cast<long>(account.unknown.size());
  for (const auto& [id, count] : account.batches) {
    dropped += count;
    unknown += account.settled.contains(id) ? 0 : count;
  }
  // Counts can be forgotten and lost with the batch that has them.
  long lost = 0;
  for (const auto& [id, count] : account.kept) {
    lost += account.batches.contains(id) ? 0 : count;
  }
  if (dropped + lost < unexcused) {
    complain(target.name + ": " + std::to_string(unexcused) +
             " events are missing (" + names + " ), and only " +
             std::to_string(dropped) + " were counted");
  }
  if (dropped > missing + unknown && !may_repeat) {
    complain(target.name + ": " + std::to_string(dropped) +
             " events were counted as dropped, and only " +
             std::to_string(missing) + " are missing");
  }
}

}  // namespace sluice::simulation
