#include "sluice/inspect/vocabulary.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/schema.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

struct Synonym {
  std::string_view written;
  std::string_view ours;
};

// What other trackers, and people, call members of ours.
constexpr std::array kSynonyms = {
    Synonym{"address", "url"}, Synonym{"href", "url"},
    Synonym{"link", "url"},    Synonym{"location", "url"},
    Synonym{"uri", "url"},     Synonym{"pathname", "path"},
    Synonym{"name", "title"},  Synonym{"referer", "referrer"},
};

// More edits than any two names are apart.
constexpr std::size_t kMaxEdits = kMaxNameBytes;

// The name among `names` that `typed` is close to; empty if there is none.
std::string_view nearest(std::string_view typed,
                         const std::vector<std::string_view>& names) {
  const auto close = [](std::string_view a, std::string_view b) {
    const auto edits = edit_distance(lower(a), lower(b));
    return edits <= std::max<std::size_t>(2, b.size() / 3) && edits < b.size()
               ? edits
               : kMaxEdits;
  };
  std::string_view best;
  std::size_t least = kMaxEdits;
  const auto take = [&](std::string_view name, std::size_t edits) {
    if (edits >= least) return;
    least = edits;
    best = name;
  };
  for (const auto name : names) take(name, close(typed, name));
  for (const auto& [written, ours] : kSynonyms) {
    const bool is_one =
        std::find(names.begin(), names.end(), ours) != names.end();
    if (is_one) take(ours, close(typed, written));
  }
  return best;
}

std::string_view stem_of(std::string_view glob) noexcept {
  return glob.substr(0, glob.find('*'));
}

// Calls `visit` with the value of each member "event", however deep, and with
// each text that stands in place of a condition.
template <class Visit>
void each_event(json::Value conditions, Visit visit) {
  each_one(conditions, [&visit](json::Value one) {
    if (one.is(json::Kind::Text)) return visit(one);
    each_one(one.member("event"), visit);
  });
  each_one(conditions.member("event"), visit);  // one condition, no list
}

}  // namespace

Vocabulary::Vocabulary() {
  (void)schema_.read(event_schema());
  groups_ = member_names(schema_.root().member("properties"));
  auto name = group("event").member("properties").member("name");
  auto one = name.member("examples").first();
  for (; one.exists(); one = one.next()) events_.push_back(one.text());
}

void Vocabulary::add_events(json::Value globs) {
  each_one(globs, [this](json::Value one) {
    own_.emplace_back(one.text());
    has_list_ = true;
  });
}

void Vocabulary::add_goals(json::Value goals) {
  const bool is_list = goals.is(json::Kind::Array);
  auto goal = is_list ? goals.first() : goals.member("goals").first();
  for (; goal.exists(); goal = goal.next()) {
    for (const char* conditions : {"on", "except"}) {
      each_event(goal.member(conditions),
                 [this](json::Value name) { own_.emplace_back(name.text()); });
    }
  }
}

std::optional<Text> Vocabulary::event_flaw(std::string_view glob) const {
  for (const auto name : events_) {
    if (covers(glob, name)) return std::nullopt;
  }
  std::vector<std::string_view> names = events_;
  for (const Text& own : own_) {
    if (covers(glob, own) || covers(own, glob)) return std::nullopt;
    names.push_back(stem_of(own));
  }
  const auto near = nearest(stem_of(glob), names);
  if (!near.empty()) {
    return join({quoted(glob), " is no event that Sluice knows, did you mean ",
                 quoted(near),
                 "? If it is your own, name it in \"ownEvents\""});
  }
  if (!has_list_) return std::nullopt;
  return join({quoted(glob),
               " is neither an event of Sluice nor on your list "
               "of events"});
}

std::optional<NameFlaw> Vocabulary::field_flaw(std::string_view glob) const {
  const auto stem = stem_of(glob);
  const bool is_open = stem.size() < glob.size();
  const auto dot = stem.find('.');
  if (dot != std::string_view::npos) {
    const auto name = stem.substr(0, dot);
    return group(name).exists() ? member_flaw(glob, name, stem.substr(dot + 1))
                                : group_flaw(glob, name, glob.substr(dot));
  }
  for (const auto name : groups_) {
    if (is_open && name.starts_with(stem)) return std::nullopt;
    if (name == stem) {
      return NameFlaw{true, join({quoted(glob),
                                  " matches no field, did you "
                                  "mean \"",
                                  name, ".*\"?"})};
    }
  }
  return group_flaw(glob, stem, ".*");
}

json::Value Vocabulary::group(std::string_view name) const noexcept {
  auto found = schema_.root().member("properties").member(name);
  const auto reference = found.member("$ref").text();
  if (!reference.empty() && !found.member("properties").exists()) {
    found = schema_.root().member("$defs").member(
        reference.substr(reference.rfind('/') + 1));
  }
  return found;
}

std::vector<std::string_view> Vocabulary::members(std::string_view name) const {
  auto all = member_names(group(name).member("properties"));
  // Of "campaign", the members that it shares with "utm".
  const auto reference =
      schema_.root().member("properties").member(name).member("$ref").text();
  if (reference.empty()) return all;
  const auto shared =
      member_names(schema_.root()
                       .member("$defs")
                       .member(reference.substr(reference.rfind('/') + 1))
                       .member("properties"));
  all.insert(all.end(), shared.begin(), shared.end());
  return all;
}

std::optional<NameFlaw> Vocabulary::member_flaw(std::string_view glob,
                                                std::string_view name,
                                                std::string_view member) const {
  const bool is_glob = glob.ends_with('*');
  const auto known = members(name);
  for (const auto one : known) {
    if (is_glob ? one.starts_with(member) : one == member) return std::nullopt;
  }
  const auto inner = member.find('.');
  if (name == "properties" && inner != std::string_view::npos) {
    const auto whole = member.substr(0, inner);
    return NameFlaw{
        false, join({quoted(glob), " matches a property called ",
                     quoted(member), " alone; what stands in ", quoted(whole),
                     " is the field \"properties.", whole, "\""})};
  }
  const bool is_extensible =
      !group(name).member("additionalProperties").is(json::Kind::False);
  if (is_extensible && (is_glob || known.empty())) return std::nullopt;
  const auto names = meant(name, member);
  if (!names.empty()) {
    return NameFlaw{!is_extensible,
                    join({"no event has the field ", quoted(glob),
                          ", did you mean ", list_of(names), "?"})};
  }
  // What is known of a person is ruled out, as a precaution, by many names.
  if (is_extensible || name == "user") return std::nullopt;
  std::vector<Text> all;
  for (const auto one : known) all.emplace_back(one);
  return NameFlaw{false, join({"no event has the field ", quoted(glob), "; ",
                               quoted(name), " has ", list_of(all, " and ")})};
}

std::optional<NameFlaw> Vocabulary::group_flaw(std::string_view glob,
                                               std::string_view name,
                                               std::string_view rest) const {
  const auto near = nearest(name, groups_);
  if (near.empty()) return std::nullopt;
  return NameFlaw{
      true, join({"no event has the field ", quoted(glob), ", did you mean ",
                  quoted(join({near, rest})), "?"})};
}

// The paths that were probably meant: a member of that group close to the
// name, and one of another group that is called so, or close to it.
std::vector<Text> Vocabulary::meant(std::string_view name,
                                    std::string_view member) const {
  std::vector<Text> paths;
  const auto near = nearest(member, members(name));
  if (!near.empty()) paths.push_back(quoted(join({name, ".", near})));
  const auto typed = lower(member);
  for (const auto other : groups_) {
    for (const auto one : members(other)) {
      const bool is_alike =
          other != name && one.size() > 4 && edit_distance(typed, one) <= 1;
      if (is_alike) paths.push_back(quoted(join({other, ".", one})));
    }
  }
  if (paths.size() > 3) paths.resize(3);
  return paths;
}

}  // namespace sluice::inspect
