#include "sluice/inspect/behaviour.hpp"

#include "sluice/inspect/ruling_words.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// How a ruling counts for the cache: nothing leaves, without purposes, all.
constexpr std::size_t kRulings = 3;

std::size_t rank(Ruling ruling) noexcept {
  if (ruling == Ruling::Send) return 2;
  return ruling == Ruling::Cookieless ? 1 : 0;
}

bool leaves(Ruling ruling) noexcept { return rank(ruling) > 0; }

Way compare_rulings(Ruling before, Ruling after) noexcept {
  const auto weight = [](Ruling ruling) {
    return ruling == Ruling::Hold ? 1.0
                                  : 2.0 * static_cast<double>(rank(ruling));
  };
  // Held, all of it may leave later; now a part leaves at once.
  if (before == Ruling::Cookieless && after == Ruling::Hold) return Way::Other;
  return compare_numbers(weight(before), weight(after));
}

std::string_view status_name(Ruling ruling) noexcept {
  switch (ruling) {
    case Ruling::Send:
      return "sent";
    case Ruling::Cookieless:
      return "sent without purposes";
    case Ruling::Hold:
      return "held";
    default:
      return "dropped";
  }
}

void suppose(Consent& consent, const std::vector<std::string_view>& names,
             const Behaviour::Vector& states) {
  const Policy& policy = consent.policy();
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    for (std::size_t at = 0; at < names.size(); ++at) {
      if (names[at] == policy.purpose_name(i)) consent.suppose(i, states[at]);
    }
  }
}

Ruling ruling_of(const Consent& consent, std::string_view destination,
                 std::string_view event, Ruling ruling) {
  const auto one = consent.policy().member("destinations").member(destination);
  if (!leaves(ruling) || !one.exists()) return Ruling::NotInPolicy;
  return judge_destination(consent, one, event, ruling).ruling;
}

// The action that the policy has for a field. The gate's own fields leave whole
// or not at all.
json::Value action_of(const Consent& consent, std::string_view path,
                      std::string_view destination, Ruling ruling) {
  if (!leaves(ruling)) return {};
  const auto action = judge_field(consent, path, destination, ruling).action;
  const bool is_own = path == "consent.policy";
  return is_own && !action.says("allow") ? json::Value() : action;
}

}  // namespace

Behaviour::Behaviour(const Policy& before, const Policy& after,
                     Changes& changes)
    : changes_(changes),
      before_(before),
      after_(after),
      purposes_(names_in(before, after, "purposes")),
      events_(event_names(before, after)),
      paths_(field_paths(before, after)),
      destinations_(names_in(before, after, "destinations")),
      storage_(names_in(before, after, "storage")) {}

void Behaviour::enter(const Locales& locales) {
  locales_ = locales;
  const Locale& one = *locales.front();
  // A child stays one.
  before_ = Consent(before_.policy());
  after_ = Consent(after_.policy());
  before_.set_place(one.region, one.is_child);
  after_.set_place(one.region, one.is_child);
}

void Behaviour::compare(const Vector& before, const Vector& after) {
  suppose(before_, purposes_, before);
  suppose(after_, purposes_, after);
  fields_.assign(destinations_.size() * kRulings * kRulings, std::nullopt);
  example_ = states_words();
  for (const auto event : events_) {
    compare_event(event, false);
    compare_event(event, true);
  }
  compare_storage();
}

void Behaviour::compare_event(std::string_view event, bool expired) {
  const auto now_before = judge_event(before_, event).ruling;
  const auto now_after = judge_event(after_, event).ruling;
  if (expired && now_before != Ruling::Hold && now_after != Ruling::Hold) {
    return;
  }
  situations_ += locales_.size();
  const auto before = judge_event(before_, event, expired).ruling;
  const auto after = judge_event(after_, event, expired).ruling;
  const Way way = compare_rulings(before, after);
  if (ruling_name(before) != ruling_name(after)) {
    count(changes_.find(way, expired ? "action after the hold" : "action",
                        ruling_name(before), ruling_name(after)),
          event);
  }
  for (std::size_t i = 0; i < destinations_.size(); ++i) {
    compare_destination(i, event, before, after);
  }
}

void Behaviour::compare_destination(std::size_t index, std::string_view event,
                                    Ruling before, Ruling after) {
  const auto name = destinations_[index];
  const auto to_before = ruling_of(before_, name, event, before);
  const auto to_after = ruling_of(after_, name, event, after);
  if (status_name(to_before) != status_name(to_after)) {
    count(changes_.find(compare_rulings(to_before, to_after), name,
                        status_name(to_before), status_name(to_after)),
          event);
  }
  if (!leaves(to_before) && !leaves(to_after)) return;
  for (const auto change : field_changes(index, to_before, to_after)) {
    count(change, event);
  }
}

void Behaviour::compare_storage() {
  const auto words = [](bool touched) {
    return touched ? "read and written" : "not touched";
  };
  for (const auto name : storage_) {
    const auto may = [name](const Consent& consent) {
      const auto all = consent.policy().member("storage");
      return may_store(consent, all.member(name));
    };
    const bool before = may(before_);
    const bool after = may(after_);
    if (before == after) continue;
    count(changes_.find(after ? Way::More : Way::Less, join({"storage ", name}),
                        words(before), words(after)),
          {});
  }
}

const Behaviour::Found& Behaviour::field_changes(std::size_t destination,
                                                 Ruling before, Ruling after) {
  auto& found =
      fields_[(destination * kRulings + rank(before)) * kRulings + rank(after)];
  if (!found) found = compare_fields(destinations_[destination], before, after);
  return *found;
}

Behaviour::Found Behaviour::compare_fields(std::string_view destination,
                                           Ruling before, Ruling after) {
  Found found;
  for (const auto path : paths_) {
    const auto from = action_of(before_, path, destination, before);
    const auto to = action_of(after_, path, destination, after);
    const Way way = compare_actions(from, to);
    if (way == Way::None) continue;
    const auto words = [](json::Value action) {
      return action.exists() ? action_words(action) : Text("withheld");
    };
    const auto what = path == "*" ? "any other field" : path;
    found.push_back(changes_.find(way, join({destination, ".", what}),
                                  words(from), words(to)));
  }
  return found;
}

void Behaviour::count(std::size_t change, std::string_view event) {
  for (const Locale* locale : locales_) {
    changes_.count(
        change, {locale->label, event == "*" ? "any other" : event, example_});
  }
}

Text Behaviour::states_words() const {
  const auto words = [](const Consent& consent) {
    Text all;
    const Policy& policy = consent.policy();
    for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
      if (!all.empty()) all.append(", ");
      all.append(
          join({policy.purpose_name(i), " ", consent.finding(i).state_name()}));
    }
    return all;
  };
  const Text before = words(before_);
  const Text after = words(after_);
  if (std::string_view(before) == std::string_view(after)) return before;
  return join({before, " -> ", after});
}

}  // namespace sluice::inspect
