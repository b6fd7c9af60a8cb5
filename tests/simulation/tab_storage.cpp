// What a tab does with the storage that it shares with others.
#include <cmath>

#include "tab.hpp"

namespace sluice::simulation {
namespace {

// Of batches that the device keeps.
constexpr std::size_t kLeaseDigits = 13;
// All of them together.
constexpr std::size_t kMaxStored = 128 * 1024;
// So long after it happened, or after the page heard that it can't leave, what
// happens is on the device: twice what the tracker promises.
constexpr double kBackupMs = 500;
// As often, or as long, is tried to send an event.
constexpr int kMaxTries = 8;
constexpr double kMaxAgeMs = 24 * 60 * 60 * 1000.0;

// Calls `visit` with the serial of each event in such a batch, and where it is
// to go.
template <class Visit>
void each_kept(const std::string& text, Visit visit) {
  const Json batch = Json::parse(text.substr(kLeaseDigits));
  for (const Json& event : batch["events"]) {
    const int serial = serial_of(Json::parse(event.get<std::string>()));
    if (serial >= 0) visit(batch["to"].get<std::string>(), serial);
  }
}

}  // namespace

void Tab::load(const Json& action) {
  Json values = Json::object();
  for (const Json& record : action["records"]) {
    const auto kept = world_.storage.find(record["key"]);
    values[record["name"]] =
        kept == world_.storage.end() ? Json() : Json::parse(kept->second);
  }
  if (world_.storage_blocked) values = Json::object();
  answers_.push_back({{"fact", "loaded"},
                      {"values", values},
                      {"failed", world_.storage_blocked}});
}

void Tab::stash(const Json& action) {
  const std::string prefix = action["prefix"];
  const std::string text = action["text"];
  std::size_t bytes = text.size();
  const std::string own = prefix + action["id"].get<std::string>();
  for (const auto& [key, kept] : world_.storage) {
    bytes += key.starts_with(prefix) && key != own ? kept.size() : 0;
  }
  if (action["max_bytes"] > kMaxStored) {
    world_.books.complain("the device may be filled");
  }
  const bool kept = !world_.storage_blocked && !world_.storage_full &&
                    bytes <= action["max_bytes"].get<std::size_t>();
  if (kept) {
    world_.storage[own] = text;
    each_kept(text, [&](const std::string& to, int serial) {
      world_.books.keep(to, serial);
    });
    const Json batch = Json::parse(text.substr(kLeaseDigits));
    world_.books.keep_counts(batch["to"], action["id"], batch);
  } else {
    // No lease can be prolonged either.
    world_.books.let_go(number_, HUGE_VAL);
  }
  troubled_ = troubled_ || !kept;
  answers_.push_back({{"fact", "stashed"},
                      {"destination", action["destination"]},
                      {"batch", action["batch"]},
                      {"kept", kept}});
}

std::set<Way> Tab::ways_on_device() const {
  std::set<Way> ways;
  for (const auto& [key, text] : world_.storage) {
    if (!key.starts_with("q.")) continue;
    each_kept(text, [&ways](const std::string& to, int serial) {
      ways.insert({to, serial});
    });
  }
  return ways;
}

// Where something else went wrong no promise is made: `troubled_` has it.
void Tab::check_backup() const {
  const double until_ms = world_.now_ms - kBackupMs;
  const bool may_store =
      choices_.policy().stores_queue && !troubled_ && may_send_all();
  if (!may_store || chosen_ms_ > until_ms) return;
  if (world_.storage_full || world_.storage_blocked ||
      world_.storage_changed_ms > opened_ms_) {
    return;
  }
  std::set<Way> excepted = refused_;
  for (const auto& [way, tries] : tries_) {
    if (tries >= kMaxTries) excepted.insert(way);
  }
  if (world_.now_ms - opened_ms_ > kMaxAgeMs) return;
  const auto& targets = choices_.policy().targets;
  for (std::size_t i = 0; i < targets.size(); ++i) {
    const auto is_long = [i, until_ms](const auto& since) {
      const auto one = since.find(i);
      return one != since.end() && one->second <= until_ms;
    };
    if (!is_long(fails_since_) && !is_long(offline_since_)) continue;
    world_.books.check_backup(number_, targets[i].name, until_ms,
                              ways_on_device(), excepted);
  }
}

void Tab::claim(const Json& action) { claims_.push_back(action["prefix"]); }

// As the loader does, in a task of its own: each batch as it is at that moment.
void Tab::show_claimed() {
  while (!claims_.empty() && !dead_) {
    const std::string prefix = claims_.front();
    claims_.pop_front();
    if (world_.storage_blocked) continue;
    std::vector<std::string> keys;
    for (const auto& [key, text] : world_.storage) {
      if (key.starts_with(prefix)) keys.push_back(key);
    }
    for (const std::string& key : keys) {
      const auto kept = world_.storage.find(key);
      if (kept == world_.storage.end()) continue;
      take({{"fact", "claimable"},
            {"id", key.substr(prefix.size())},
            {"text", kept->second}});
    }
  }
}

void Tab::lease(const Json& action) {
  const auto kept = world_.storage.find(action["key"]);
  if (kept == world_.storage.end()) return;
  if (world_.storage_blocked) {
    world_.books.may_repeat = true;
    return;
  }
  const double until = action["until"];
  const double until_ms = world_.now_ms + until - world_.wall_ms();
  each_kept(kept->second, [&](const std::string& to, int serial) {
    world_.books.claim(number_, to, serial, until_ms);
    world_.books.judge_anew(choices_, to, serial);
  });
  std::string digits = std::to_string(static_cast<long long>(until));
  digits.insert(0, kLeaseDigits - digits.size(), '0');
  kept->second.replace(0, kLeaseDigits, digits);
}

void Tab::discard(const Json& action) {
  const std::string prefix = action["prefix"];
  if (world_.storage_blocked) {
    world_.books.may_repeat |= world_.books.keeps_any();
    return;
  }
  for (auto kept = world_.storage.begin(); kept != world_.storage.end();) {
    const bool goes = kept->first.starts_with(prefix);
    if (!goes) {
      ++kept;
      continue;
    }
    const bool is_one = !prefix.ends_with('.');
    const std::string text = kept->second;
    kept = world_.storage.erase(kept);
    // What a batch was halved to is there before the whole is gone.
    const auto others = is_one ? ways_on_device() : std::set<Way>();
    each_kept(text, [&](const std::string& to, int serial) {
      if (!is_one) return world_.books.discard(to, serial);
      if (others.contains({to, serial})) return;
      world_.books.judge_anew(choices_, to, serial);
      world_.books.settle(number_, to, serial);
    });
  }
}

}  // namespace sluice::simulation
