#include "sluice/tracker/own_addresses.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"

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
                      field.size() <= kMaxNameBytes && is_word(field, "_-");
    if (!fits || ++count_ > kMaxOwnNames) {
      const Text at = join({"/campaignParameters/", cut(name, kMaxNameBytes)});
      return report(actions_, at,
                    fits ? "too many parameters: at most 32 are read"
                         : "expected a name of letters, digits, _ and -, with "
                           "one parameter or a list of them");
    }
    if (!out_.empty()) out_.append('&');
    out_.append(join({text, "=utm.", field}));
  }

 private:
  Text& out_;
  Actions& actions_;
  std::size_t count_ = 0;
};

bool is_between_hosts(char c) noexcept { return c == ',' || is_space(c); }

// The name alone of what may be a whole address.
std::string_view bare_host(std::string_view text) noexcept {
  if (text.starts_with("*.")) text.remove_prefix(2);
  const Url url = split_url(text);
  return url.host.empty() ? text : host_name(url);
}

class Hosts {
 public:
  Hosts(Text& out, Actions& actions) : out_(out), actions_(actions) {}

  void add(std::string_view text) {
    const auto host = bare_host(text);
    const bool fits = !host.empty() &&
                      host.find_first_of("/*?#:") == host.npos &&
                      host.size() <= kMaxNameBytes;
    if (!fits || ++count_ > kMaxOwnNames) {
      return report(actions_, "/internalHosts",
                    fits ? "too many hosts: at most 32 are read"
                         : "expected hosts, \"pay.example\"");
    }
    if (!out_.empty()) out_.append(' ');
    out_.append(lower(host));
  }

  void add_all(std::string_view text) {
    while (!text.empty()) {
      std::size_t end = 0;
      while (end < text.size() && !is_between_hosts(text[end])) ++end;
      if (end > 0) add(text.substr(0, end));
      text.remove_prefix(end < text.size() ? end + 1 : end);
    }
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

void read_internal_hosts(json::Value option, Text& hosts, Actions& actions) {
  hosts.clear();
  Hosts all(hosts, actions);
  if (option.is(json::Kind::Text)) return all.add_all(option.text());
  if (!option.is(json::Kind::Array)) return all.add({});
  for (auto one = option.first(); one.exists(); one = one.next()) {
    all.add(one.is(json::Kind::Text) ? one.text() : "");
  }
}

}  // namespace sluice
