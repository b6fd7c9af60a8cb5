#include <algorithm>
#include <utility>

#include "sluice/base/strings.hpp"
#include "sluice/consent/gate.hpp"
#include "sluice/inspect/event_words.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/reach.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/schema.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

bool is_withheld(json::Value action) noexcept {
  return !action.exists() || action.says("deny");
}

// Two fields of a click are captured only where a rule names them themselves:
// Tracker::is_named().
bool is_captured(const Policy& policy, std::string_view path) {
  if (path != "click.text" && path != "click.address") return true;
  for (const FieldGlob& field : policy.fields()) {
    if (field.glob == path && !is_withheld(field.rule.member("do")))
      return true;
  }
  return false;
}

Text url_words(json::Value rule) {
  const auto keep = rule.member("keepQuery");
  const auto depth = rule.member("pathDepth");
  Text words(
      keep.first().exists()
          ? join({"without fragment, and of its parameters only ", codes(keep)})
          : Text("without parameters and fragment"));
  if (depth.exists()) {
    words.append(join({", at most ", depth.text(), " segments of its path"}));
  }
  return words;
}

Text hash_words(json::Value rule) {
  const auto rotate = rule.member("rotate").text();
  Text words(join({"as a keyed hash (key ", code(rule.member("key").text())}));
  words.append(rotate.empty() ? Text(", which never changes)")
                              : join({", which changes every ",
                                      duration_words(rotate), ")"}));
  return words;
}

Text how_words(json::Value action) {
  if (action.says("allow")) return Text("as it is");
  const auto rule = action.first();
  const auto name = rule.name();
  if (name == "url") return url_words(rule);
  if (name == "hash") return hash_words(rule);
  if (name == "round") {
    return join({"rounded to the nearest multiple of ", rule.text()});
  }
  if (name == "truncate") return join({"its first ", rule.text(), " bytes"});
  if (rule.text() == "email") return Text("with e-mail addresses replaced");
  if (rule.text() == "digits") return Text("with digits replaced");
  return Text("withheld");
}

// The fields that events can have, and those of the site that a rule names.
class Catalog {
 public:
  struct Group {
    std::string_view name;
    std::vector<Text> paths;
  };

  explicit Catalog(const Policy& policy) {
    (void)schema_.read(event_schema());
    auto one = schema_.root().member("properties").first();
    for (; one.exists(); one = one.next()) {
      if (one.name() != "receipt") add_group(one, policy);
    }
  }

  [[nodiscard]] const std::vector<Group>& groups() const noexcept {
    return groups_;
  }

  // Whether a glob of the policy matches a field that there is.
  [[nodiscard]] bool knows(std::string_view glob) const {
    for (const Group& group : groups_) {
      for (const Text& path : group.paths) {
        if (matches_glob(path, glob)) return true;
      }
    }
    return false;
  }

 private:
  void add_group(json::Value definition, const Policy& policy) {
    Group group{definition.name(), {}};
    const auto add = [&group](std::string_view name) {
      Text path = join({group.name, ".", name});
      for (const Text& known : group.paths) {
        if (std::string_view(known) == std::string_view(path)) return;
      }
      group.paths.push_back(std::move(path));
    };
    bool is_open = group.name != "consent";
    for (const auto part : {definition, shared(definition)}) {
      auto one = part.member("properties").first();
      for (; one.exists(); one = one.next()) add(one.name());
      is_open =
          is_open && !part.member("additionalProperties").is(json::Kind::False);
    }
    if (is_open) {
      const Text stem = join({group.name, "."});
      for (const auto path : field_paths(policy, policy)) {
        if (path.starts_with(stem)) add(path.substr(stem.size()));
      }
      add("*");
    }
    groups_.push_back(std::move(group));
  }

  [[nodiscard]] json::Value shared(json::Value definition) const noexcept {
    const auto reference = definition.member("$ref").text();
    return schema_.root().member("$defs").member(
        reference.substr(reference.rfind('/') + 1));
  }

  json::Document schema_;
  std::vector<Group> groups_;
};

Text field_name(std::string_view path, bool is_only) {
  const auto words = field_words(path);
  if (path.ends_with(".*")) {
    return join({is_only ? "each of them (" : "any other (", code(path), ")"});
  }
  if (words.empty()) return code(path);
  return join({words, " (", code(path), ")"});
}

// What one destination gets of all fields.
struct Treated {
  std::vector<Page::Cells> rows;
  std::vector<Text> withheld;
  Text signature;  // equal for destinations that get the same
};

class FieldTable {
 public:
  FieldTable(const Policy& policy, const Catalog& catalog)
      : policy_(policy),
        catalog_(catalog),
        granted_(with_all_granted(policy)) {}

  [[nodiscard]] Treated treat(std::string_view destination) const {
    Treated treated;
    for (const auto& group : catalog_.groups()) {
      treat_group(group, destination, treated);
    }
    for (const auto& row : treated.rows) {
      for (const Text& cell : row) treated.signature.append(join({cell, "\n"}));
    }
    for (const Text& one : treated.withheld) treated.signature.append(one);
    return treated;
  }

 private:
  struct Row {
    Text how;
    Text when;
    std::vector<Text> fields;
  };

  void treat_group(const Catalog::Group& group, std::string_view destination,
                   Treated& treated) const {
    std::vector<Row> rows;
    std::vector<Text> withheld;
    const bool is_only = group.paths.size() == 1;
    for (const Text& path : group.paths) {
      if (!add_field(path, destination, is_only, rows)) {
        withheld.push_back(field_name(path, is_only));
      }
    }
    const Text title(group_words(group.name));
    for (Row& row : rows) {
      treated.rows.push_back(
          {title, list_of(row.fields, "; ", "; "), row.how, row.when});
    }
    if (withheld.empty()) return;
    treated.withheld.push_back(
        rows.empty() ? join({title, ": all of it (",
                             code(join({group.name, ".*"})), ")"})
                     : join({title, ": ", list_of(withheld, "; ", "; ")}));
  }

  // False if it is withheld.
  bool add_field(std::string_view path, std::string_view destination,
                 bool is_only, std::vector<Row>& rows) const {
    const auto may = judge_field(granted_, path, destination, Ruling::Send);
    const auto action = own_action(path, may.action);
    const auto otherwise = own_action(
        path,
        judge_field(granted_, path, destination, Ruling::Cookieless).action);
    const bool none = is_withheld(action) && is_withheld(otherwise);
    if (none || !is_captured(policy_, path)) return false;
    const Text condition = if_permitted(may.rule.member("if"));
    Row row{how_words(action), Text("always"), {field_name(path, is_only)}};
    if (!condition.empty() && action == otherwise) {
      row.when = Text("always");  // nothing can meet the condition
    } else if (!condition.empty()) {
      row.when = is_withheld(otherwise)
                     ? condition
                     : join({condition, "; otherwise ", how_words(otherwise)});
    }
    for (Row& known : rows) {
      if (std::string_view(known.how) == std::string_view(row.how) &&
          std::string_view(known.when) == std::string_view(row.when)) {
        known.fields.push_back(std::move(row.fields.front()));
        return true;
      }
    }
    rows.push_back(std::move(row));
    return true;
  }

  // The gate's own fields leave whole or not at all.
  static json::Value own_action(std::string_view path, json::Value action) {
    const bool is_own = path == "consent.policy";
    return is_own && !action.says("allow") ? json::Value() : action;
  }

  const Policy& policy_;
  const Catalog& catalog_;
  Consent granted_;
};

using DestinationGroup = std::pair<std::vector<std::string_view>, Treated>;

// Destinations of which all get the same are told of together.
std::vector<DestinationGroup> group_destinations(const Policy& policy,
                                                 const FieldTable& table) {
  std::vector<DestinationGroup> groups;
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    if (is_for_records(one)) continue;
    Treated treated = table.treat(one.name());
    const auto same = std::find_if(
        groups.begin(), groups.end(), [&treated](const auto& group) {
          return std::string_view(group.second.signature) ==
                 std::string_view(treated.signature);
        });
    if (same != groups.end()) {
      same->first.push_back(one.name());
    } else {
      groups.push_back({{one.name()}, std::move(treated)});
    }
  }
  return groups;
}

Text named_but_absent(const Policy& policy, const Catalog& catalog) {
  std::vector<std::string_view> absent;
  for (const auto path : field_paths(policy, policy)) {
    if (path != "*" && !catalog.knows(path)) absent.push_back(path);
  }
  if (absent.empty()) return {};
  return join({"The policy also names ", codes(absent),
               ". No event of Sluice has such a field, so nothing of it is "
               "sent."});
}

}  // namespace

void add_fields(const Policy& policy, Page& page) {
  page.heading("What is collected: fields of an event");
  const Catalog catalog(policy);
  auto groups = group_destinations(policy, FieldTable(policy, catalog));
  if (groups.empty()) {
    return page.paragraph(
        "There is no destination for events, so no field is sent.");
  }
  page.paragraph(
      "Each field of an event that is sent goes by its own rule. A field "
      "without a rule is withheld: it does not leave the page, and the rest of "
      "the event does. \"Always\" is with each event that is sent there; not "
      "every event has every field.");
  for (auto& [names, treated] : groups) {
    const Text to = codes(names);
    page.subheading(join({"Sent to ", to}));
    if (treated.rows.empty()) page.paragraph("No field is sent.");
    page.table(join({"Fields that are sent to ", to}),
               {Text("About"), Text("Fields"), Text("How they are sent"),
                Text("When they are sent")},
               std::move(treated.rows));
    if (!treated.withheld.empty()) {
      page.paragraph(join({"Always withheld from ", to, ":"}));
    }
    page.list(std::move(treated.withheld));
  }
  const Text absent = named_but_absent(policy, catalog);
  if (!absent.empty()) page.paragraph(absent);
}

}  // namespace sluice::inspect
