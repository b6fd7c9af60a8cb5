#include "visitor.hpp"

#include <cmath>
#include <memory>
#include <set>
#include <utility>

#include "tab.hpp"

namespace sluice::simulation {
namespace {

constexpr double kMinute = 60 * 1000;
constexpr double kHour = 60 * kMinute;
// Of one tracker when all is quiet: a buffer or two of its busiest moment.
constexpr std::size_t kIdleBytes = 512 * 1024;

// The visitor, who has some tabs open and does things in them.
class Visitor {
 public:
  Visitor(std::uint64_t seed, std::ostream* trace)
      : world_(seed, trace), dice_(world_.dice), policy_(pick_policy()) {}

  void live() {
    objects_ = dice_.percent(20);
    const int steps = dice_.between(20, 90);
    open();
    for (int i = 0; i < steps; ++i) {
      pass(pause());
      act();
    }
    end();
  }

  World& world() { return world_; }

 private:
  const KnownPolicy* pick_policy() {
    const auto& all = known_policies();
    return &all[static_cast<std::size_t>(
        dice_.roll(static_cast<int>(all.size())))];
  }

  // Mostly short, sometimes a night.
  double pause() {
    const int kind = dice_.roll(100);
    if (kind < 55) return dice_.between(1, 400);
    if (kind < 85) return dice_.between(400, 5000);
    if (kind < 97) return dice_.between(5, 120) * 1000.0;
    return dice_.between(2, 600) * kMinute;
  }

  // Lets time pass, and all that is due in it happen in its order.
  void pass(double ms) {
    const double until = world_.now_ms + ms;
    while (true) {
      std::optional<double> next = next_landing(world_);
      std::shared_ptr<Tab> waking;
      for (const auto& tab : tabs_) {
        if (!tab->wake_at()) continue;
        const double at = throttled(*tab);
        if (next && *next <= at) continue;
        next = at;
        waking = tab;
      }
      if (!next || *next > until) break;
      world_.now_ms = std::max(world_.now_ms, *next);
      if (waking) {
        waking->wake();
      } else {
        fly(world_);
      }
    }
    world_.now_ms = until;
  }

  // Browsers run the timers of a hidden tab once a minute.
  double throttled(const Tab& tab) const {
    const double at = *tab.wake_at();
    return tab.is_hidden() ? std::ceil(at / kMinute) * kMinute : at;
  }

  void open() {
    if (tabs_.size() == 3) return;
    tabs_.push_back(std::make_shared<Tab>(world_, *policy_, next_number_++));
    const auto tab = tabs_.back();
    tab->open(dice_.percent(30), objects_);
    // The CMP remembers.
    if (chosen_) tab->choose(chosen_->first, chosen_->second, false);
  }

  std::shared_ptr<Tab> any_tab() {
    if (tabs_.empty()) open();
    return tabs_[static_cast<std::size_t>(
        dice_.roll(static_cast<int>(tabs_.size())))];
  }

  void bury() {
    for (const auto& tab : std::vector(tabs_)) {
      if (tab->is_dead()) remove(tab, [&] { tab->crash(false); });
    }
  }

  void act() {
    bury();
    const auto tab = any_tab();
    const int kind = dice_.roll(100);
    if (kind < 45) {
      tab->track(dice_.percent(10), dice_.percent(3) ? dice_.roll(17000) : 0);
    } else if (kind < 52) {
      tab->click();
    } else if (kind < 57) {
      tab->go_to_page();
    } else if (kind < 58) {
      dice_.percent(15) ? tab->flood(dice_.between(50, 700))
                        : tab->go_to_page();
    } else if (kind < 64) {
      choose();
    } else if (kind < 70) {
      tab->is_hidden() ? tab->show() : tab->hide();
    } else if (kind < 76) {
      leave(tab);
    } else if (kind < 80) {
      open();
    } else {
      meddle(*tab, kind);
    }
  }

  // What nobody wants.
  void meddle(Tab& tab, int kind) {
    if (kind < 91) {
      world_.mood =
          static_cast<Mood>(dice_.percent(35) ? 0 : dice_.roll(kMoods));
    } else if (kind < 93) {
      world_.online = !world_.online;
      for (const auto& one : tabs_)
        one->tell(world_.online ? "online" : "offline");
    } else if (kind < 95) {
      jump_clock();
    } else if (kind < 96) {
      world_.storage_full = !world_.storage_full;
      world_.storage_changed_ms = world_.now_ms;
    } else if (kind < 97) {
      world_.storage_blocked = !world_.storage_blocked;
      world_.storage_changed_ms = world_.now_ms;
      if (dice_.percent(30)) {
        world_.books.lose_kept(world_.now_ms);
        world_.storage.clear();
      }
    } else if (kind < 98) {
      tab.tell("flush");
    } else if (kind < 99) {
      forget(tab);
    } else {
      policy_ = pick_policy_like();
    }
  }

  void forget(Tab& tab) {
    world_.to_forget.reset();
    tab.forget();
    if (!world_.to_forget) return;
    for (const auto& other : tabs_) {
      if (other.get() != &tab) other->hear_forget(*world_.to_forget);
    }
  }

  // The site changes its policy; the collectors stay the same.
  const KnownPolicy* pick_policy_like() {
    const KnownPolicy* other = pick_policy();
    return other->targets.size() == policy_->targets.size() ? other : policy_;
  }

  void jump_clock() {
    world_.books.may_repeat |= world_.books.keeps_any();
    // Any lease may be over.
    for (const auto& tab : tabs_) world_.books.let_go(tab->number(), HUGE_VAL);
    world_.wall_offset_ms += dice_.between(-100, 100) * kMinute;
  }

  void choose() {
    chosen_ = {dice_.percent(60), dice_.percent(60)};
    const bool is_explicit = dice_.percent(50);
    // Other tabs hear of it, or only when they are loaded anew.
    const bool all = dice_.percent(70);
    for (const auto& tab : tabs_) {
      tab->choose(chosen_->first, chosen_->second, is_explicit);
      tell_withdrawn(*tab);
      if (!all) break;
    }
  }

  // The tabs beside `tab` hear what it told them.
  void tell_withdrawn(const Tab& tab) {
    for (const Json& told : std::exchange(world_.to_withdraw, {})) {
      for (const auto& other : tabs_) {
        if (other.get() != &tab) other->hear_withdrawal(told);
      }
    }
  }

  void leave(const std::shared_ptr<Tab>& tab) {
    const int kind = dice_.roll(10);
    if (kind < 7) {
      remove(tab, [&] { tab->close(); });
    } else if (kind < 9) {
      // Now, or within the second after something happened on it.
      if (dice_.percent(60)) {
        tab->track(dice_.percent(20), 0);
        pass(dice_.between(0, 1000));
      }
      remove(tab, [&] { tab->crash(false); });
    } else {
      for (const auto& one : std::vector(tabs_)) {
        remove(one, [&] { one->crash(true); });
      }
    }
    if (dice_.percent(60)) open();
  }

  template <class Way>
  void remove(const std::shared_ptr<Tab>& tab, Way go) {
    go();
    if (!tab->ended_well()) ended_.insert(tab->number());
    std::erase(tabs_, tab);
  }

  // All is well again, the visitor agrees to everything and does one thing
  // more for each collector: it has to know of all that came before.
  void end() {
    world_.mood = Mood::Fine;
    world_.online = true;
    world_.crashes = false;
    world_.storage_full = world_.storage_blocked = false;
    bury();
    pass(2 * kHour);
    for (const auto& tab : tabs_) {
      if (tab->is_hidden()) tab->show();
      tab->tell("online");
      tab->choose(true, true, true);
    }
    // Longer than any collector may ask to wait.
    pass(2 * kHour);
    // And than any lease, of tabs that are no more too.
    for (const auto& tab : tabs_) {
      tab->tell("online");
      tab->track(false, 0);
      tab->track(true, 0);
    }
    pass(2 * kHour);
    check();
  }

  void check() {
    Books& books = world_.books;
    for (const auto& tab : tabs_) {
      if (tab->wake_at()) books.complain("a timer is left");
      books.give_back(tab->number(), world_.now_ms);
      if (tab->memory().bytes() > kIdleBytes) {
        books.complain("an idle page holds on to memory");
      }
    }
    if (!world_.flights.empty()) books.complain("a request is left");
    if (tabs_.empty() || policy_->forbids_all || mixed()) return;
    const auto kept = world_.storage.lower_bound("q.");
    if (!policy_->stores_queue) {
      // By a policy before, and not to be touched now.
      books.lose_kept(world_.now_ms);
    } else if (kept != world_.storage.end() && kept->first.starts_with("q.")) {
      books.complain("a batch is left on the device");
    }
    for (const Target& target : policy_->targets) {
      if (is_granted(target)) books.check_accounts(target, ended_);
    }
  }

  // An objection stands against a yes from a clock that was set back: then
  // nobody can be told what is missing.
  [[nodiscard]] bool is_granted(const Target& target) const {
    return std::all_of(tabs_.begin(), tabs_.end(), [&](const auto& tab) {
      return tab->choices().state(target.needs) == Choice::Granted;
    });
  }

  // Whether tabs follow different policies: their accounts cannot be one.
  [[nodiscard]] bool mixed() const {
    for (const auto& tab : tabs_) {
      if (&tab->choices().policy() != policy_) return true;
    }
    return false;
  }

  World world_;
  Dice& dice_;
  const KnownPolicy* policy_;
  std::vector<std::shared_ptr<Tab>> tabs_;
  std::set<int> ended_;
  std::optional<std::pair<bool, bool>> chosen_;
  bool objects_ = false;
  int next_number_ = 1;
};

}  // namespace

std::vector<std::string> live(std::uint64_t seed, std::ostream* trace) {
  Visitor visitor(seed, trace);
  visitor.live();
  return visitor.world().books.violations;
}

}  // namespace sluice::simulation
