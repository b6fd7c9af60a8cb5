#include "sluice/inspect/lint_goals.hpp"

#include <string_view>

#include "sluice/base/strings.hpp"

namespace sluice::inspect {
namespace {

using json::Kind;

constexpr const char* kCode = "G004";

// What stands before the first '*' of a glob: what fits it begins so.
std::string_view beginning_of(std::string_view glob) noexcept {
  return glob.substr(0, glob.find('*'));
}

// Whether a text that begins with `whole` fits a glob that begins with `part`.
bool may_begin(std::string_view part, std::string_view whole) noexcept {
  return part.size() < whole.size() ? whole.starts_with(part)
                                    : part.starts_with(whole);
}

// What a selector of capture/selector.hpp never holds.
const char* flaw_of_selector(std::string_view glob) noexcept {
  if (glob.find('.') != std::string_view::npos) {
    return "click.selector has no classes: use \"#ID\", or mark the element "
           "with data-sluice-goal";
  }
  if (glob.find_first_of(",+~'") != std::string_view::npos) {
    return "click.selector has no \",\", \"+\", \"~\" or single quotes: use a "
           "list for several elements, \" > \" for children, and double quotes";
  }
  for (auto at = glob.find(':'); at != std::string_view::npos;
       at = glob.find(':', at + 1)) {
    if (!may_begin(beginning_of(glob.substr(at)), ":nth-of-type(")) {
      return "click.selector has no pseudo-class but \":nth-of-type(N)\"";
    }
  }
  for (std::size_t at = 0; at < glob.size(); ++at) {
    if (glob[at] != ' ' && glob[at] != '>') continue;
    const bool is_step = glob.substr(at).starts_with(" > ");
    const bool is_cut = (at > 0 && glob[at - 1] == '*') ||
                        at + 1 == glob.size() || glob[at + 1] == '*';
    if (!is_step && !is_cut) {
      return "click.selector joins its steps by \" > \" alone: write \"* \" "
             "where others may stand between";
    }
    at += is_step ? 2 : 0;
  }
  return nullptr;
}

const char* flaw_of_click(std::string_view glob) noexcept {
  const bool is_path = glob.find('>') != std::string_view::npos;
  if (glob.starts_with('#') && !is_path) {
    return glob.find_first_of(" .:[") == std::string_view::npos
               ? nullptr
               : "an id alone is compared with click.id: \"#ID\", or a "
                 "selector "
                 "with \" > \"";
  }
  return flaw_of_selector(glob);
}

const char* flaw_of_form(std::string_view glob) noexcept {
  const bool is_selector = glob.starts_with('.') ||
                           glob.find_first_of("[>") != std::string_view::npos;
  return is_selector ? "a form is known by its id or name: use \"#ID\" or its "
                       "name, or mark it with data-sluice-goal"
                     : nullptr;
}

const char* flaw_of_url(std::string_view glob) noexcept {
  if (glob.starts_with('/')) {
    const auto route = glob.find('#');
    if (glob.substr(0, route).find('?') == std::string_view::npos) {
      return nullptr;
    }
    return "page.path has no query: write the whole address, "
           "\"https://shop.example/thanks?*\"";
  }
  const auto beginning = beginning_of(glob);
  if (may_begin(beginning, "https://") || may_begin(beginning, "http://")) {
    return nullptr;
  }
  return "a path begins with \"/\", an address with \"https://\"";
}

const char* flaw_of_event(std::string_view glob) noexcept {
  return glob == "goal" ? "a goal is not reached by the event \"goal\": name "
                          "the event that the other goal is about"
                        : nullptr;
}

class GoalLint {
 public:
  explicit GoalLint(Remarks& remarks) : remarks_(remarks) {}

  void look(json::Value one_or_more) {
    each(one_or_more, [this](json::Value condition) {
      if (condition.is(Kind::Text)) return tell(condition, flaw_of_event);
      look(condition, "event", flaw_of_event);
      look(condition, "click", flaw_of_click);
      look(condition, "form", flaw_of_form);
      look(condition, "url", flaw_of_url);
    });
  }

 private:
  using Flaw = const char* (*)(std::string_view glob);

  template <class Look>
  static void each(json::Value one_or_more, Look look) {
    if (!one_or_more.is(Kind::Array)) return look(one_or_more);
    for (auto one = one_or_more.first(); one.exists(); one = one.next()) {
      look(one);
    }
  }

  void look(json::Value condition, std::string_view name, Flaw flaw) {
    const auto globs = condition.member(name);
    if (!globs.exists()) return;
    each(globs, [this, flaw](json::Value glob) { tell(glob, flaw); });
  }

  void tell(json::Value glob, Flaw flaw) {
    const char* what = flaw(glob.text());
    if (what == nullptr) return;
    remarks_.error_at(glob, kCode, join({"no event fits this: ", what}));
  }

  Remarks& remarks_;
};

}  // namespace

void lint_goal(json::Value goal, Remarks& remarks) {
  GoalLint lint(remarks);
  for (const auto* part : {"on", "except"}) {
    const auto conditions = goal.member(part);
    if (conditions.exists()) lint.look(conditions);
  }
}

}  // namespace sluice::inspect
