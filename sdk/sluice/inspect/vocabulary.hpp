#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice::inspect {

// What a name in a policy may be that Sluice does not have: nothing, or nothing
// that we know of.
struct NameFlaw {
  bool is_certain = false;  // a near name exists, so that it is a mistake
  Text message;
};

// The names of events and fields: those of event.schema.json, and the events
// that the site calls its own.
class Vocabulary {
 public:
  Vocabulary();

  // Adds events of the site, names or globs. From then on every other unknown
  // event is a flaw.
  void add_events(json::Value globs);
  // Adds the events that goals name (goals.schema.json).
  void add_goals(json::Value goals);

  // Why an event rule, or a destination's "events", matches no known event: its
  // name is close to a known one, or on no list. None if there is no list of
  // the site's events and no close name, because sites may choose any name.
  [[nodiscard]] std::optional<Text> event_flaw(std::string_view glob) const;

  // Why no event has a field that `glob` matches. None where there is one, or
  // may be: under a name that is ours and near no other.
  [[nodiscard]] std::optional<NameFlaw> field_flaw(std::string_view glob) const;

 private:
  [[nodiscard]] json::Value group(std::string_view name) const noexcept;
  [[nodiscard]] std::vector<std::string_view> members(
      std::string_view group) const;
  [[nodiscard]] std::optional<NameFlaw> member_flaw(
      std::string_view glob, std::string_view group,
      std::string_view member) const;
  [[nodiscard]] std::optional<NameFlaw> group_flaw(std::string_view glob,
                                                   std::string_view group,
                                                   std::string_view rest) const;
  [[nodiscard]] std::vector<Text> meant(std::string_view group,
                                        std::string_view member) const;

  json::Document schema_;
  std::vector<std::string_view> groups_;
  std::vector<std::string_view> events_;  // those of Sluice
  std::vector<Text> own_;
  bool has_list_ = false;
};

}  // namespace sluice::inspect
