#include <algorithm>
#include <utility>

#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/behaviour.hpp"
#include "sluice/inspect/decisions.hpp"
#include "sluice/inspect/diff_page.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/settings.hpp"
#include "sluice/inspect/source.hpp"

namespace sluice::inspect {
namespace {

// All vectors of states of eight purposes; of more as many are drawn.
constexpr std::size_t kMaxVectors = 6561;

class Diff {
 public:
  Diff(const Policy& before, const Policy& after)
      : before_(before),
        after_(after),
        behaviour_(before, after, changes_),
        decisions_(before, after, changes_) {}

  void run() {
    compare_settings(before_, after_, changes_);
    locales_ = locales_of(before_, after_);
    for (const auto& locales : group()) {
      behaviour_.enter(locales);
      compare_regimes(behaviour_, changes_);
      compare_vectors();
      decisions_.compare(behaviour_);
    }
  }

  // `as`: "html" or "md", or absent for no page.
  void write(json::Value as, std::string_view date, json::Writer& out) const {
    out.begin_object();
    write_side("old", before_, out);
    write_side("new", after_, out);
    out.integer("situations", static_cast<double>(compared().situations))
        .boolean("sampled", compared().is_sampled)
        .name("changes");
    changes_.write(out);
    if (as.exists()) {
      const Page page = diff_page(before_, after_, changes_, compared(), date);
      out.text("page", as.says("md") ? page.markdown() : page.html());
    }
    out.end_object();
  }

 private:
  [[nodiscard]] Compared compared() const noexcept {
    return {behaviour_.situations() + decisions_.situations(),
            sampled_ || decisions_.is_sampled()};
  }

  // Locales with the same two regimes.
  std::vector<Behaviour::Locales> group() {
    std::vector<Behaviour::Locales> groups;
    std::vector<std::pair<json::Value, json::Value>> keys;
    for (const Locale& locale : locales_) {
      behaviour_.enter({&locale});
      const std::pair key(behaviour_.before().regime(),
                          behaviour_.after().regime());
      const auto at = std::find(keys.begin(), keys.end(), key);
      if (at == keys.end()) {
        keys.push_back(key);
        groups.push_back({&locale});
      } else {
        groups[static_cast<std::size_t>(at - keys.begin())].push_back(&locale);
      }
    }
    return groups;
  }

  // Every state that a purpose can have under both regimes.
  void compare_vectors() {
    std::vector<Behaviour::Vector> choices;
    double count = 1;
    for (const auto name : behaviour_.purposes()) {
      choices.push_back(states_of(name));
      count *= static_cast<double>(choices.back().size());
    }
    const bool samples = count > static_cast<double>(kMaxVectors);
    sampled_ = sampled_ || samples;
    const auto most = samples ? kMaxVectors : static_cast<std::size_t>(count);
    for (std::size_t i = 0; i < most; ++i) {
      std::size_t rest = i;
      Behaviour::Vector vector;
      for (const auto& states : choices) {
        random_ = random_ * 1664525U + 1013904223U;
        const std::size_t at = samples ? random_ >> 8 : rest;
        vector.push_back(states[at % states.size()]);
        rest /= states.size();
      }
      behaviour_.compare(vector, vector);
    }
  }

  // Without one under both, what it is under either is compared where it is
  // decided.
  [[nodiscard]] Behaviour::Vector states_of(std::string_view name) const {
    using enum PurposeState;
    const auto exists = [name](const Policy& policy) {
      return policy.member("purposes").member(name).exists();
    };
    States states =
        static_cast<States>(only(Granted) | only(Denied) | only(Unknown));
    if (exists(before_))
      states &= reachable(before_, behaviour_.before().regime(), name);
    if (exists(after_))
      states &= reachable(after_, behaviour_.after().regime(), name);
    Behaviour::Vector all;
    for (const auto state : {Granted, Denied, Unknown}) {
      if ((states & only(state)) != 0) all.push_back(state);
    }
    return all;
  }

  static void write_side(const char* name, const Policy& policy,
                         json::Writer& out) {
    out.name(name)
        .begin_object()
        .text("id", policy.id())
        .text("revision", policy.member("revision").text())
        .end_object();
  }

  const Policy& before_;
  const Policy& after_;
  Changes changes_;
  Behaviour behaviour_;
  Decisions decisions_;
  std::vector<Locale> locales_;
  std::uint32_t random_ = 0;
  bool sampled_ = false;
};

}  // namespace

void diff(json::Value request, json::Writer& out) {
  const auto as = request.member("as");
  if (const auto flaw = page_flaw(request)) return write_error(*flaw, out);
  Source before;
  Source after;
  if (const auto flaw = before.read(request.member("old"), "old")) {
    return write_error(*flaw, out);
  }
  if (const auto flaw = after.read(request.member("new"), "new")) {
    return write_error(*flaw, out);
  }
  Diff compared(before.policy(), after.policy());
  compared.run();
  compared.write(as, request.member("date").text(), out);
}

}  // namespace sluice::inspect
