#include "tab.hpp"

#include <ostream>

namespace sluice::simulation {
namespace {

// An event with as much besides may be dropped, and the page be left before
// there is a batch to say so.
constexpr int kLarge = 2000;
// Of one tracker at any time: two queues of 256 KiB, and a request of theirs
// being written. The module may grow to 4 MiB.
constexpr std::size_t kMaxMemory = 1536 * 1024;

std::string seed_of(Dice& dice) {
  std::string seed;
  for (int i = 0; i < 32; ++i) seed += "0123456789abcdef"[dice.roll(16)];
  return seed;
}

// Half of all that a tracker says, and nothing to be done about.
bool is_for_people(const std::string& line) {
  return line.starts_with(R"({"action":"consent")") ||
         line.starts_with(R"({"action":"report")");
}

}  // namespace

Tab::Tab(World& world, const KnownPolicy& policy, int number)
    : world_(world),
      choices_(policy),
      number_(number),
      opened_ms_(world.now_ms) {}

int Tab::begin_deed(const std::string& event) {
  note_choice();
  return world_.books.begin_deed(number_, world_.now_ms, choices_, event);
}

bool Tab::may_send_all() const {
  return choices_.state(kAnalytics) == Choice::Granted &&
         choices_.state(kAds) == Choice::Granted;
}

// What had to wait for a choice may be dropped, and nobody be told: but for
// the page that the visitor has just come to.
void Tab::note_choice() {
  const bool is_new = world_.now_ms == opened_ms_;
  const bool is_no = choices_.state(kAnalytics) == Choice::Denied ||
                     choices_.state(kAds) == Choice::Denied;
  troubled_ = troubled_ || is_no || (!may_send_all() && !is_new);
}

std::string Tab::url(bool from_ad) const {
  const std::string page =
      "https://shop.example/" + std::to_string(world_.now_ms - opened_ms_);
  return from_ad ? page + "?gclid=g1&utm_source=ad" : page;
}

void Tab::open(bool from_ad, bool objects) {
  Json config = {{"endpoint", "/collect"}, {"policy", choices_.policy().text}};
  // With it no queue is ever full.
  if (world_.dice.percent(50)) config["rateLimit"] = false;
  take({{"fact", "start"},
        {"seed", seed_of(world_.dice)},
        {"url", url(false)},
        {"defers", world_.dice.percent(70)},
        {"config", config}});
  if (!world_.online) tell("offline");
  if (objects) {
    choices_.object(world_.wall_ms());
    note_consent();
    take({{"fact", "signal"}, {"signal", "gpc"}, {"value", true}});
  }
  const int serial = begin_deed("page_view");
  take({{"fact", "page"},
        {"url", url(from_ad)},
        {"title", "t" + std::to_string(serial)},
        {"cause", "load"}});
}

void Tab::track(bool conversion, int bytes) {
  const std::string name = conversion ? "purchase" : "looked";
  const int serial = begin_deed(name);
  troubled_ = troubled_ || bytes > kLarge;
  Json properties{{"n", serial}};
  // Texts are cut at 4 KiB: large events have several.
  for (int i = 0; bytes > 0; bytes -= 4000, ++i) {
    const auto size = static_cast<std::size_t>(std::min(bytes, 4000));
    properties["pad" + std::to_string(i)] = std::string(size, 'x');
  }
  take({{"fact", "track"},
        {"name", name},
        {"properties", properties},
        {"conversion", conversion}});
}

void Tab::flood(int events) {
  troubled_ = true;  // more than the page can be left with
  for (int i = 0; i < events; ++i) track(false, 0);
}

void Tab::click() {
  const int serial = begin_deed("click");
  take({{"fact", "click"},
        {"button", 0},
        {"path",
         {{{"tag", "button"}, {"nth", 1}, {"id", "c" + std::to_string(serial)}},
          {{"tag", "main"}, {"nth", 1}}}}});
}

void Tab::go_to_page() {
  const int serial = begin_deed("page_view");
  take({{"fact", "page"},
        {"url", url(false)},
        {"title", "t" + std::to_string(serial)},
        {"cause", "call"}});
}

void Tab::choose(bool analytics, bool ads, bool is_explicit) {
  note_choice();
  choices_.choose(analytics, ads, is_explicit, world_.wall_ms());
  note_choice();
  note_consent();
  chosen_ms_ = world_.now_ms;
  take({{"fact", "signal"},
        {"signal", "api"},
        {"choices", {{"analytics", analytics}, {"ads", ads}}},
        {"explicit", is_explicit}});
  check_flights();
}

void Tab::hear_withdrawal(const Json& told) {
  if (told["policy"] == choices_.policy().id) {
    note_choice();
    for (const Json& purpose : told["withdrawn"]) {
      choices_.withdraw(purpose == "ads" ? kAds : kAnalytics);
    }
    note_choice();
    note_consent();
  }
  take({{"fact", "forget"},
        {"policy", told["policy"]},
        {"withdrawn", told["withdrawn"]}});
  check_flights();
}

void Tab::check_flights() {
  for (const Flight& flight : world_.flights) {
    if (dead_) return;
    // What was handed to the network cannot be called back from there.
    const bool is_over = flight.arrived || flight.is_aborted;
    if (flight.tab.lock().get() != this || is_over) continue;
    world_.books.check_still_allowed(number_, choices_, flight.target,
                                     *flight.body);
  }
  for (const auto& [destination, flight] : deferred_) check(flight);
}

void Tab::note_consent() { world_.books.note_consent(number_, choices_); }

void Tab::forget() {
  troubled_ = true;
  world_.books.forget_all(number_);
  tell("forget");
}

void Tab::hear_forget(const std::string& policy) {
  if (policy == choices_.policy().id) {
    troubled_ = true;
    world_.books.forget_all(number_);
  }
  take({{"fact", "forget"}, {"policy", policy}});
}

void Tab::hide() {
  hidden_ = true;
  world_.books.give_back(number_, world_.now_ms);
  tell("hidden");
}

void Tab::show() {
  hidden_ = false;
  tell("visible");
}

void Tab::tell(const char* fact) {
  const std::string kind = fact;
  if (kind == "online") {
    fails_since_.clear();
    offline_since_.clear();
  } else if (kind == "offline") {
    for (std::size_t i = 0; i < choices_.policy().targets.size(); ++i) {
      offline_since_[i] = world_.now_ms;
    }
  }
  take({{"fact", fact}});
}

void Tab::close() {
  hide();
  ended_well_ = !troubled_ && !dead_ && may_send_all() && !fails_behind();
  crash(false);
}

void Tab::crash(bool whole_browser) {
  die();
  if (!whole_browser) send_deferred();
  for (auto flight = world_.flights.begin(); flight != world_.flights.end();) {
    const bool survives = flight->keepalive && !whole_browser;
    const bool is_mine = flight->tab.lock().get() == this;
    if (is_mine && !survives && !flight->arrived) {
      flight = world_.flights.erase(flight);
    } else {
      if (is_mine) flight->tab.reset();
      ++flight;
    }
  }
}

void Tab::die() {
  if (!dead_ && !hidden_) check_backup();
  dead_ = true;
}

void Tab::wake() {
  wake_at_.reset();
  tell("wake");
}

void Tab::take(Json fact) {
  if (world_.facts_left-- == 0) world_.books.complain("it never goes quiet");
  dead_ = dead_ || world_.facts_left < 0;
  if (dead_) return;
  facts_.push_back(std::move(fact));
  if (is_taking_) return;
  drain();
  show_claimed();
}

// As the loader does: all actions of a fact before the next fact.
void Tab::drain() {
  is_taking_ = true;
  while (!facts_.empty() && !dead_) {
    Json fact = std::move(facts_.front());
    facts_.pop_front();
    fact["wall"] = world_.wall_ms();
    fact["mono"] = world_.now_ms - opened_ms_;
    std::string text = fact.dump();
    if (world_.trace) {
      *world_.trace << "{\"tab\":" << number_ << "," << text.substr(1) << "\n";
    }
    {
      const Memory::Use use(memory_);
      (void)tracker_.take(text.data(), text.size());
    }
    if (memory_.most_bytes() > kMaxMemory) {
      world_.books.complain("it takes too much memory");
    }
    const std::string lines(std::string_view(tracker_.actions().text()));
    for (std::size_t at = 0; at < lines.size() && !dead_;) {
      const std::size_t end = lines.find('\n', at);
      const std::string line = lines.substr(at, end - at);
      if (world_.trace) *world_.trace << "    " << line << "\n";
      if (!is_for_people(line)) perform(Json::parse(line));
      at = end + 1;
      // Between any two actions.
      if (world_.crashes && world_.dice.roll(3000) == 0) {
        world_.books.may_repeat = true;
        die();              // buried by the visitor
        deferred_.clear();  // it may have been about to take that back
      }
    }
    facts_.insert(facts_.begin(), answers_.begin(), answers_.end());
    answers_.clear();
  }
  is_taking_ = false;
}

void Tab::perform(const Json& action) {
  const std::string kind = action["action"];
  if (kind == "send") {
    send(action);
  } else if (kind == "abort") {
    abort(action);
  } else if (kind == "defer") {
    defer(action);
  } else if (kind == "wake") {
    wake_at_.reset();
    if (!action["at"].is_null()) {
      wake_at_ = action["at"].get<double>() + opened_ms_;
    }
  } else if (kind == "more") {
    answers_.push_back({{"fact", "more"}});
  } else if (kind == "load") {
    load(action);
  } else if (kind == "store") {
    if (!world_.storage_blocked && !world_.storage_full) {
      world_.storage[action["key"]] = action["value"].dump();
    }
  } else if (kind == "stash") {
    stash(action);
  } else if (kind == "claim") {
    claim(action);
  } else if (kind == "lease") {
    lease(action);
  } else if (kind == "discard") {
    discard(action);
  } else if (kind == "forget_tabs") {
    // As it takes a key of the storage, and the others hear of it.
    if (!world_.storage_blocked && !world_.storage_full) {
      if (action["withdrawn"].empty()) {
        world_.to_forget = action["policy"];
      } else {
        world_.to_withdraw.push_back(action);
      }
    }
  } else if (kind == "erase") {
    for (const Json& record : action["records"]) {
      world_.storage.erase(record["key"]);
    }
  }
}

}  // namespace sluice::simulation
