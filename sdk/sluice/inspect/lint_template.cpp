#include "sluice/inspect/lint_template.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "sluice/base/strings.hpp"
#include "sluice/destination/cast.hpp"
#include "sluice/destination/filler.hpp"
#include "sluice/inspect/schema.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr const char* kForm = "D003";
constexpr const char* kName = "D004";

// An operation and its other members, with spaces between.
struct Operation {
  std::string_view name;
  std::string_view members;
  bool has_item = false;  // "$item" and "$key" stand for something in "$to"
};

constexpr std::array kOperations = {
    Operation{"$if", "$is $then $else"},
    Operation{"$first", ""},
    Operation{"$join", ""},
    Operation{"$switch", "$cases"},
    Operation{"$each", "$to", true},
    Operation{"$map", "$to", true},
    Operation{"$concat", ""},
    Operation{"$query", ""},
    Operation{"$as", "$value"},
    Operation{"$keep", ""},
};

// The roots of paths that a template has beside the event's.
struct Place {
  std::string_view roots;
  bool has_event = true;
  bool has_item = false;
};

std::vector<std::string_view> words_of(std::string_view words) {
  std::vector<std::string_view> list;
  while (!words.empty()) list.push_back(next_word(words));
  return list;
}

std::string_view front_of(std::string_view text, char separator) noexcept {
  return text.substr(0, std::min(text.find(separator), text.size()));
}

class TemplateLint {
 public:
  TemplateLint(json::Value description, Remarks& remarks)
      : description_(description), remarks_(remarks) {
    (void)schema_.read(event_schema());
  }

  void run() {
    const Place request{"config request"};
    for (const char* name : {"url", "query", "headers", "type"}) {
      check(description_.member(name), request);
      check(description_.member("leaving").member(name), request);
      check(description_.member("gzip").member(name), request);
    }
    check(description_.member("gzip").member("when"), {"config"});
    check(description_.member("group"), {"config"});
    check(description_.member("dedupe"), {"config"});
    check(description_.member("row"), {"config request row"});
    check(description_.member("body"), {"config request rows"});
    auto form = description_.member("events").first();
    for (; form.exists(); form = form.next()) check(form, request);
    auto rule = description_.member("answers").first();
    for (; rule.exists(); rule = rule.next()) {
      for (const char* name : {"when", "rejected", "lost"}) {
        check(rule.member(name), {"config answer", false});
      }
    }
  }

 private:
  void check(json::Value form, Place place) {
    if (form.is(json::Kind::Text)) {
      if (is_path(form.text())) check_text(form, place);
    } else if (form.is(json::Kind::Array)) {
      for (auto one = form.first(); one.exists(); one = one.next()) {
        check(one, place);
      }
    } else if (form.is(json::Kind::Object)) {
      check_object(form, place);
    }
  }

  void check_object(json::Value form, Place place) {
    const auto first = form.first();
    if (!is_operation(first.name())) {
      for (auto one = first; one.exists(); one = one.next()) {
        if (is_operation(one.name())) refuse_place(one);
        check(one, place);
      }
      return;
    }
    const auto* operation = std::find_if(
        kOperations.begin(), kOperations.end(),
        [first](const auto& one) { return one.name == first.name(); });
    if (operation == kOperations.end()) return refuse_operation(first);
    if (operation->name == "$as") {
      check_casts(first, first.text());
    } else {
      check(first, place);
    }
    for (auto one = first.next(); one.exists(); one = one.next()) {
      if (!has_word(operation->members, one.name())) {
        remarks_.error_at_name(
            one, kForm,
            join({quoted(one.name()), " is no part of ", operation->name,
                  did_you_mean(one.name(), words_of(operation->members))}));
      } else if (one.name() == "$cases") {
        for (auto c = one.first(); c.exists(); c = c.next()) check(c, place);
      } else if (one.name() != "$is") {
        place.has_item |= operation->has_item;
        check(one, place);
      }
    }
  }

  void refuse_place(json::Value member) {
    remarks_.error_at_name(
        member, kForm,
        join({quoted(member.name()),
              " has to be the first member of its object; for a name with a "
              "dollar sign write ",
              quoted(join({"$", member.name()}))}));
  }

  void refuse_operation(json::Value member) {
    std::vector<std::string_view> names = {"$merge"};
    for (const Operation& one : kOperations) names.push_back(one.name);
    remarks_.error_at_name(
        member, kForm,
        join({"there is no operation ", quoted(member.name()),
              did_you_mean(member.name(), names)}));
  }

  void check_text(json::Value form, Place place) {
    const auto text = form.text().substr(1);
    const auto path = front_of(text, '|');
    if (path.size() < text.size()) {
      check_casts(form, text.substr(path.size() + 1));
    }
    check_path(form, path, place);
  }

  void check_casts(json::Value at, std::string_view casts) {
    while (!casts.empty()) {
      const auto cast = front_of(casts, '|');
      const auto name = front_of(cast, ':');
      const auto names = words_of(kCastNames);
      const bool has_number = name.size() < cast.size();
      if (std::find(names.begin(), names.end(), name) == names.end()) {
        remarks_.error_at(at, kForm,
                          join({"there is no cast ", quoted(name),
                                did_you_mean(name, names)}));
      } else if (takes_number(name) !=
                 (has_number &&
                  parse_number(cast.substr(name.size() + 1)).has_value())) {
        remarks_.error_at(
            at, kForm,
            join({"the cast ", quoted(name),
                  takes_number(name) ? " needs a number: " : " takes none: ",
                  quoted(join({name, takes_number(name) ? ":100" : ""}))}));
      }
      casts.remove_prefix(std::min(cast.size() + 1, casts.size()));
    }
  }

  void check_path(json::Value at, std::string_view path, Place place) {
    const auto root = front_of(path, '.');
    const auto rest = path.substr(std::min(root.size() + 1, path.size()));
    if (has_word(place.roots, root)) {
      if (root == "config") return check_setting(at, rest);
      if (root == "request") return check_member(at, root, rest, "time id");
      if (root == "answer") {
        return check_member(at, root, front_of(rest, '.'),
                            "status header body");
      }
      return;
    }
    if (place.has_item && (root == "item" || root == "key")) return;
    if (place.has_event && path.empty()) return;
    if (place.has_event && check_event(path)) return;
    refuse_path(at, path, place);
  }

  void check_member(json::Value at, std::string_view root,
                    std::string_view member, std::string_view members) {
    if (has_word(members, member)) return;
    remarks_.error_at(at, kName,
                      join({"there is no $", root, ".", member,
                            did_you_mean(member, words_of(members))}));
  }

  void check_setting(json::Value at, std::string_view name) {
    const auto settings = description_.member("config");
    constexpr std::array<std::string_view, 2> kOwn = {"endpoint", "gzip"};
    const bool is_own = std::find(kOwn.begin(), kOwn.end(), name) != kOwn.end();
    if (is_own || settings.member(name).exists()) return;
    auto names = member_names(settings);
    names.insert(names.end(), kOwn.begin(), kOwn.end());
    remarks_.error_at(at, kName,
                      join({"\"config\" does not ask for ", quoted(name),
                            did_you_mean(name, names)}));
  }

  // Follows a path through event.schema.json.
  [[nodiscard]] bool check_event(std::string_view path) const {
    auto schema = schema_.root();
    while (!path.empty()) {
      const auto name = front_of(path, '.');
      path.remove_prefix(std::min(name.size() + 1, path.size()));
      const auto known = member_of(schema, name);
      if (!known) return false;
      schema = *known;
    }
    return true;
  }

  // What a schema says of a member; absent where any will do, none where it
  // can't be there.
  [[nodiscard]] std::optional<json::Value> member_of(
      json::Value schema, std::string_view name) const {
    if (!schema.exists()) return schema;
    auto found = schema.member("properties").member(name);
    const auto reference = schema.member("$ref").text();
    const auto definition = schema_.root().member("$defs").member(
        reference.substr(std::min(reference.rfind('/') + 1, reference.size())));
    if (!found.exists() && definition.exists()) {
      return member_of(definition, name);
    }
    if (found.exists()) return found;
    const bool is_object = schema.member("type").says("object");
    const bool is_open =
        is_object &&
        !schema.member("additionalProperties").is(json::Kind::False);
    if (!is_open) return std::nullopt;
    return schema.member("additionalProperties");
  }

  void refuse_path(json::Value at, std::string_view path, Place place) {
    const auto root = front_of(path, '.');
    auto names = words_of(place.roots);
    if (place.has_event) {
      const auto events = member_names(schema_.root().member("properties"));
      names.insert(names.end(), events.begin(), events.end());
    }
    const bool knows_root =
        std::find(names.begin(), names.end(), root) != names.end();
    const auto group = schema_.root().member("properties").member(root);
    const auto typed = knows_root ? path.substr(root.size() + 1) : root;
    if (knows_root) names = member_names(group.member("properties"));
    remarks_.error_at(
        at, kName,
        join({"there is no $", path, " here", did_you_mean(typed, names)}));
  }

  json::Value description_;
  Remarks& remarks_;
  json::Document schema_;
};

}  // namespace

void lint_templates(json::Value description, Remarks& remarks) {
  TemplateLint(description, remarks).run();
}

}  // namespace sluice::inspect
