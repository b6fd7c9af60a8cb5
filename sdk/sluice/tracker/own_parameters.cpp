#include "sluice/tracker/own_parameters.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {
namespace {

constexpr std::string_view kUtm = "utm_";

void report(Actions& actions, std::string_view at, std::string_view message) {
  actions.report(Level::Warn, "config_type", at, message);
}

// Adds "parameter=utm.field" for one of the option's names.
class Parameters {
 public:
  Parameters(Text& out, Actions& actions) : out_(out), actions_(actions) {}

  void add(std::string_view name, json::Value parameter) {
    auto field = name;
    if (field.starts_with(kUtm)) field.remove_prefix(kUtm.size());
    const auto text = parameter.text();
    const bool fits = parameter.is(json::Kind::Text) && !text.empty() &&
                      text.size() <= kMaxNameBytes &&
                      text.find_first_of("&=") == std::string_view::npos &&
                      field.size() <= kMaxNameBytes && is_word(field, "_-") &&
                      field != "channel";  // a field already
    if (!fits || ++count_ > kMaxOwnParameters) {
      const Text at = join({"/campaignParameters/", cut(name, kMaxNameBytes)});
      return report(actions_, at,
                    fits ? "too many parameters: at most 32 are read"
                         : "expected a name of letters, digits, _ and -, not "
                           "channel, with one parameter or a list of them");
    }
    if (!out_.empty()) out_.append('&');
    out_.append(join({text, "=utm.", field}));
  }

 private:
  Text& out_;
  Actions& actions_;
  std::size_t count_ = 0;
};

}  // namespace

void read_campaign_parameters(json::Value option, Text& parameters,
                              Actions& actions) {
  json::Document document;
  auto names = option;
  if (option.is(json::Kind::Text)) {
    names = document.read(option.text()) ? json::Value() : document.root();
  }
  if (!names.is(json::Kind::Object)) {
    return report(actions, "/campaignParameters",
                  "expected {\"utm_source\": [\"ref\"]}");
  }
  parameters.clear();
  Parameters all(parameters, actions);
  for (auto one = names.first(); one.exists(); one = one.next()) {
    if (!one.is(json::Kind::Array)) {
      all.add(one.name(), one);
      continue;
    }
    for (auto each = one.first(); each.exists(); each = each.next()) {
      all.add(one.name(), each);
    }
  }
}

}  // namespace sluice
