#include "sluice/inspect/changes.hpp"

#include <array>
#include <cmath>
#include <limits>

#include "sluice/consent/policy.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr std::array<std::string_view, 4> kWays = {"more", "other", "less",
                                                   "none"};
constexpr double kNoLimit = std::numeric_limits<double>::infinity();

bool is_denied(json::Value action) noexcept {
  return !action.exists() || action.says("deny");
}

// Whether each glob of `parts` lets out nothing that `whole` does not.
bool is_covered(json::Value parts, json::Value whole) {
  bool all = true;
  each_one(parts, [&all, whole](json::Value part) {
    bool found = false;
    each_one(whole, [&found, part](json::Value one) {
      found = found || covers(one.text(), part.text());
    });
    all = all && found;
  });
  return all;
}

// Of two ways that both count.
Way both(Way a, Way b) noexcept {
  if (a == b || b == Way::None) return a;
  return a == Way::None ? b : Way::Other;
}

Way compare_rounding(double before, double after) noexcept {
  if (before == after) return Way::None;
  if (std::fmod(before, after) == 0) return Way::More;
  return std::fmod(after, before) == 0 ? Way::Less : Way::Other;
}

Way compare_hashes(json::Value before, json::Value after) noexcept {
  if (before.member("key").text() != after.member("key").text()) {
    return Way::Other;
  }
  // The longer a key lasts, the more can be put together by it.
  return compare_numbers(duration_ms(before.member("rotate"), kNoLimit),
                         duration_ms(after.member("rotate"), kNoLimit));
}

Way compare_urls(json::Value before, json::Value after) {
  const auto depth = [](json::Value rule) {
    return rule.member("pathDepth").number_or(kNoLimit);
  };
  return both(
      compare_names(before.member("keepQuery"), after.member("keepQuery")),
      compare_numbers(depth(before), depth(after)));
}

}  // namespace

Way compare_numbers(double before, double after) noexcept {
  if (before == after) return Way::None;
  return before < after ? Way::More : Way::Less;
}

Way compare_names(json::Value before, json::Value after) {
  const bool adds = !is_covered(after, before);
  const bool removes = !is_covered(before, after);
  if (adds) return removes ? Way::Other : Way::More;
  return removes ? Way::Less : Way::None;
}

Way compare_actions(json::Value before, json::Value after) {
  if (is_denied(before) || is_denied(after)) {
    if (is_denied(before) == is_denied(after)) return Way::None;
    return is_denied(before) ? Way::More : Way::Less;
  }
  if (before.says("allow") || after.says("allow")) {
    if (before.says("allow") && after.says("allow")) return Way::None;
    return before.says("allow") ? Way::Less : Way::More;
  }
  const auto from = before.first();
  const auto to = after.first();
  if (from.name() != to.name()) return Way::Other;
  if (from.name() == "url") return compare_urls(from, to);
  if (from.name() == "hash") return compare_hashes(from, to);
  const double a = from.number_or(0);
  const double b = to.number_or(0);
  if (from.name() == "truncate") return compare_numbers(a, b);
  if (from.name() == "round") return compare_rounding(a, b);
  return from.text() == to.text() ? Way::None : Way::Other;
}

std::size_t Changes::find(Way way, std::string_view what,
                          std::string_view before, std::string_view after) {
  for (std::size_t i = 0; i < changes_.size(); ++i) {
    const Change& one = changes_[i];
    if (one.way == way && std::string_view(one.what) == what &&
        std::string_view(one.before) == before &&
        std::string_view(one.after) == after) {
      return i;
    }
  }
  changes_.push_back(
      {way, Text(what), Text(before), Text(after), 0, {}, {}, {}});
  return changes_.size() - 1;
}

void Changes::count(std::size_t change, const Seen& seen) {
  const auto note = [](std::vector<Text>& all, std::string_view one) {
    if (one.empty()) return;
    for (const Text& known : all) {
      if (std::string_view(known) == one) return;
    }
    all.push_back(Text(one));
  };
  Change& one = changes_[change];
  if (++one.situations == 1) one.example = Text(seen.example);
  note(one.regions, seen.region);
  note(one.events, seen.event);
}

void Changes::add(Way way, std::string_view what, std::string_view before,
                  std::string_view after) {
  (void)find(way, what, before, after);
}

void Changes::write(json::Writer& out) const {
  const auto write_all = [&out](const char* name,
                                const std::vector<Text>& all) {
    out.name(name).begin_array();
    for (const Text& one : all) out.text(one);
    out.end_array();
  };
  out.begin_array();
  for (std::size_t way = 0; way < kWays.size(); ++way) {
    for (const Change& one : changes_) {
      if (one.way != static_cast<Way>(way)) continue;
      out.begin_object()
          .text("way", kWays[way])
          .text("what", one.what)
          .text("from", one.before)
          .text("to", one.after)
          .integer("situations", static_cast<double>(one.situations));
      write_all("regions", one.regions);
      write_all("events", one.events);
      out.text("example", one.example).end_object();
    }
  }
  out.end_array();
}

}  // namespace sluice::inspect
