#include <array>

#include "sluice/base/strings.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/reach.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Whether something asks for a purpose.
bool is_needed(const Policy& policy, std::string_view purpose) {
  struct List {
    const char* rules;
    const char* names;
  };
  for (const auto& [rules, names] :
       {List{"events", "needs"}, List{"fields", "if"}, List{"storage", "needs"},
        List{"destinations", "needs"}}) {
    auto rule = policy.member(rules).first();
    for (; rule.exists(); rule = rule.next()) {
      if (matches_any(rule.member(names), purpose)) return true;
    }
  }
  return false;
}

bool can_be_granted(const Policy& policy, std::string_view purpose) {
  auto regime = policy.member("regimes").first();
  for (; regime.exists(); regime = regime.next()) {
    const States states = reachable(policy, regime, purpose);
    if ((states & only(PurposeState::Granted)) != 0) return true;
  }
  return false;
}

void check_purposes(const Policy& policy, Remarks& remarks) {
  auto purpose = policy.member("purposes").first();
  for (; purpose.exists(); purpose = purpose.next()) {
    const auto name = purpose.name();
    if (!is_needed(policy, name)) {
      remarks.warn_at_name(purpose, "P021",
                           join({"purpose ", name, " is never used"}));
    } else if (!can_be_granted(policy, name)) {
      remarks.error_at_name(purpose, "P022",
                            join({"no regime and no signal can grant ", name,
                                  ": what needs it is never sent"}));
    }
  }
}

// The name of a signal in an entry of "veto" or "decide".
std::string_view name_in(json::Value entry) noexcept {
  const auto named = entry.member("signal");
  return named.exists() ? named.text() : entry.text();
}

// "site" of "site.explicit".
std::string_view name_in_unless(json::Value entry) noexcept {
  const auto unless = entry.member("unless").text();
  return unless.substr(0, unless.rfind('.'));
}

// Calls `visit` with each entry of "veto" and "decide" and the purpose that it
// decides.
template <class Visit>
void each_entry(const Policy& policy, Visit visit) {
  auto regime = policy.member("regimes").first();
  for (; regime.exists(); regime = regime.next()) {
    auto purpose = regime.member("purposes").first();
    for (; purpose.exists(); purpose = purpose.next()) {
      for (const char* list : {"veto", "decide"}) {
        auto entry = purpose.member(list).first();
        for (; entry.exists(); entry = entry.next()) {
          visit(entry, purpose.name());
        }
      }
    }
  }
}

bool says_anything(json::Value signal, std::string_view purpose) noexcept {
  return signal.member("map").member(purpose).exists() ||
         matches_any(signal.member("denies"), purpose);
}

void check_signals(const Policy& policy, Remarks& remarks) {
  const auto signals = policy.member("signals");
  for (auto one = signals.first(); one.exists(); one = one.next()) {
    bool is_asked = false;
    each_entry(policy, [&](json::Value entry, std::string_view) {
      is_asked = is_asked || name_in(entry) == one.name() ||
                 name_in_unless(entry) == one.name();
    });
    if (is_asked) continue;
    remarks.warn_at_name(one, "P023",
                         join({"no regime asks the signal ", one.name(),
                               ": name it in \"veto\" or \"decide\""}));
  }
  each_entry(policy, [&](json::Value entry, std::string_view purpose) {
    for (const auto name : {name_in(entry), name_in_unless(entry)}) {
      const auto signal = signals.member(name);
      const bool exists = policy.member("purposes").member(purpose).exists();
      if (!exists || !signal.exists() || says_anything(signal, purpose)) {
        continue;
      }
      remarks.warn_at(
          entry, "P023",
          join({"the signal ", name, " says nothing of ", purpose}));
    }
  });
}

// What a consent platform can be asked for.
struct Platform {
  std::string_view read;
  std::string_view name;
  std::string_view categories;  // single spaces between them
  bool can_have_others = false;
};

// https://www.cookiebot.com/en/developer/
// https://developers.osano.com/cmp/javascript-api/developer-documentation-consent-javascript-api
// https://learn.microsoft.com/en-us/advertising/guides/universal-event-tracking-consent-mode
// https://usercentrics.com/docs/web/features/api/interfaces/
constexpr std::array kPlatforms = {
    Platform{"cookiebot", "Cookiebot",
             "necessary preferences statistics marketing"},
    Platform{"osano", "Osano",
             "ESSENTIAL STORAGE MARKETING PERSONALIZATION ANALYTICS OPT_OUT"},
    Platform{"uet", "Microsoft's Consent Mode", "ad_storage"},
    Platform{"usercentrics", "Usercentrics", "essential functional marketing",
             true},
};

std::vector<std::string_view> words_of(std::string_view words) {
  std::vector<std::string_view> all;
  while (!words.empty()) all.push_back(next_word(words));
  return all;
}

void check_category(const Platform& platform, json::Value category,
                    Remarks& remarks) {
  const auto known = words_of(platform.categories);
  for (const auto one : known) {
    if (covers(category.text(), one)) return;
  }
  Text hint = did_you_mean(category.text(), known);
  if (hint.empty()) {
    if (platform.can_have_others) return;
    std::vector<Text> names;
    for (const auto one : known) names.emplace_back(one);
    hint = join({"; it has ", list_of(names, " and ")});
  }
  Text message =
      join({platform.name, " has no category ", quoted(category.text()), hint});
  if (platform.can_have_others) {
    remarks.warn_at(category, "P014", std::move(message));
  } else {
    remarks.error_at(category, "P014", std::move(message));
  }
}

// A site may name its groups itself, so that a title in place of an id is all
// that can be told.
void check_onetrust(json::Value category, Remarks& remarks) {
  const auto text = category.text();
  for (const char c : text) {
    if ((c >= '0' && c <= '9') || c == '*') return;
  }
  remarks.warn_at(category, "P014",
                  join({"OneTrust is asked for ids of groups, such as "
                        "\"C0002\", and ",
                        quoted(text), " looks like a title"}));
}

void check_categories(const Policy& policy, Remarks& remarks) {
  auto signal = policy.member("signals").first();
  for (; signal.exists(); signal = signal.next()) {
    const auto read = signal.member("read").text();
    auto mapping = signal.member("map").first();
    for (; mapping.exists(); mapping = mapping.next()) {
      each_one(mapping, [&remarks, read](json::Value category) {
        if (read == "onetrust") return check_onetrust(category, remarks);
        for (const Platform& platform : kPlatforms) {
          if (platform.read == read) {
            check_category(platform, category, remarks);
          }
        }
      });
    }
  }
}

}  // namespace

void lint_dead_parts(const Policy& policy, Remarks& remarks) {
  check_purposes(policy, remarks);
  check_signals(policy, remarks);
  check_categories(policy, remarks);
}

}  // namespace sluice::inspect
