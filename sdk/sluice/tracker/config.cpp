#include "sluice/tracker/config.hpp"

#include <string_view>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/consent/presets.hpp"
#include "sluice/tracker/attribution_options.hpp"
#include "sluice/tracker/options.hpp"
#include "sluice/tracker/own_parameters.hpp"

namespace sluice {
namespace {

// No word that others use is that near to "policy" or "audience".
constexpr std::size_t kFarFromPolicy = 3;

// Whether a site that got it wrong would be measured by another policy than
// its own.
bool decides_policy(const Option& option) noexcept {
  return option.name == kPolicy || option.name == kAudience;
}

// Reads options and reports what is wrong with one at its JSON pointer.
class OptionReader {
 public:
  // `start` has the texts of policy and goals that the host fetched, where the
  // options have their addresses.
  OptionReader(Config& config, Policy& policy, Goals& goals, json::Value start,
               Actions& actions)
      : config_(config), policy_(policy), goals_(goals), actions_(actions) {
    const auto fetched = start.member(kPolicy);
    has_policy_ = fetched.exists();
    if (has_policy_) read_fetched(fetched.text());
    fetched_goals_ = start.member(kGoals);
  }

  // A tag may carry other people's attributes (data-cfasync): unless `strict`,
  // a name that is near none of ours is no typing error.
  void read(json::Value options, bool strict) {
    for (auto one = options.first(); one.exists(); one = one.next()) {
      const auto [option, distance] = find_nearest(one.name());
      if (option == nullptr) {
        if (!strict) continue;
        report(Level::Warn, "config_unknown", one.name(), "unknown option");
      } else if (option->name == one.name()) {
        read_option(*option, one);
      } else {
        const bool is_fatal =
            decides_policy(*option) && distance < kFarFromPolicy;
        report(is_fatal ? Level::Error : Level::Warn, "config_unknown",
               one.name(),
               join({"unknown option, did you mean \"", option->name, "\"?"}));
        if (is_fatal) usable_ = false;
      }
    }
  }

  [[nodiscard]] bool usable() const noexcept { return usable_; }

 private:
  void read_option(const Option& option, json::Value value) {
    if (option.name == kEndpoint) {
      read_endpoint(value);
    } else if (option.name == kPolicy) {
      if (!has_policy_) read_policy(value);
    } else if (option.name == kRegion) {
      config_.region = Text(value.text());
    } else if (option.name == kGoals) {
      read_goals(fetched_goals_.exists() ? fetched_goals_ : value);
    } else if (option.name == kAudience) {
      read_audience(value.text());
    } else if (option.name == kCampaignParameters) {
      read_campaign_parameters(value, config_.campaign_parameters, actions_);
    } else if (option.name.starts_with("destination")) {
      read_destination_option(option.name, value, config_.destinations);
    } else if (option.name.starts_with("attribution")) {
      read_attribution(option.name, value);
    } else if (option.kind == OptionKind::Choice) {
      read_choice(option, value.text());
    } else if (option.kind == OptionKind::List) {
      read_list(option, value);
    } else if (option.kind == OptionKind::Number) {
      read_number(option, value);
    } else {
      read_switch(option, value);
    }
  }

  void read_endpoint(json::Value value) {
    config_.endpoint = Text(value.text());
    const bool fits = value.is(json::Kind::Text) && !value.text().empty() &&
                      value.text().size() <= kMaxUrlBytes;
    if (!fits) refuse(kEndpoint, "expected the address of your collector");
  }

  // The name of a preset, a policy, or the text of one.
  void read_policy(json::Value value) {
    Text written;
    auto text = trim(value.text());
    if (value.is(json::Kind::Object)) {
      (void)json::append_value(written, value, kMaxFactBytes);
      text = written;
    } else if (!text.starts_with('{')) {
      text = find_preset(text);
      if (text.empty()) return refuse_preset();
    }
    read_text(text);
  }

  void read_fetched(std::string_view text) {
    if (!text.empty()) return read_text(text);
    refuse(kPolicy, "none could be had from its address: nothing may leave");
  }

  void read_text(std::string_view text) {
    constexpr std::string_view kBroken =
        "the policy is broken, so nothing may leave: ";
    Text at(kPolicy);
    if (const auto error = policy_.read(text)) {
      refuse(at, join({kBroken, error->text()}));
    } else if (const char* expected = policy_.misfit(at)) {
      refuse(at, join({kBroken, expected}));
    }
  }

  // One that is wrong is no reason to measure nothing.
  void read_goals(json::Value value) {
    Mistakes mistakes;
    if (const auto error = goals_.read(value, mistakes)) {
      report(Level::Error, "goals_json", kGoals,
             join({"no goals, their file is missing or not JSON: ",
                   error->text()}));
    }
    for (const auto& [at, what] : mistakes) {
      const Text pointer = json::pointer_to(goals_.root(), at);
      report(Level::Error, "bad_goal", join({kGoals, pointer}), what);
    }
  }

  void refuse_preset() {
    Text message("expected a policy, its address, or one of:");
    for (const auto& preset : presets()) {
      message.append(' ');
      message.append(preset.name);
    }
    refuse(kPolicy, message);
  }

  void read_audience(std::string_view text) {
    config_.is_child = text == "child";
    if (config_.is_child || text == "general") return;
    // A site for children must not be measured like another for a typing error.
    refuse(kAudience, "expected \"general\" or \"child\"");
  }

  void read_choice(const Option& option, std::string_view text) {
    const auto index = find_word(option.choices, text);
    if (index) {
      config_.*option.choice = static_cast<std::uint8_t>(*index);
    } else {
      report(Level::Warn, "config_type", option.name,
             join({"expected one of: ", option.choices}));
    }
  }

  void read_attribution(std::string_view name, json::Value value) {
    const char* expected =
        read_attribution_option(name, value, config_.attribution);
    if (expected) report(Level::Warn, "config_type", name, expected);
  }

  // Attributes are text: "true", "false", and "" where only the name stands.
  void read_switch(const Option& option, json::Value value) {
    const auto text = value.text();
    const bool on =
        value.is(json::Kind::True) ||
        (value.is(json::Kind::Text) && (text.empty() || text == "true"));
    const bool off = value.is(json::Kind::False) || text == "false";
    if (!on && !off) {
      report(Level::Warn, "config_type", option.name, "expected true or false");
    } else if (option.flag != nullptr) {
      config_.*option.flag = on;
    }
  }

  void read_list(const Option& option, json::Value value) {
    auto words = read_words(value);
    if (words) {
      config_.*option.words = std::move(*words);
    } else {
      report(Level::Warn, "config_type", option.name, "expected a short list");
    }
  }

  // Attributes are text.
  void read_number(const Option& option, json::Value value) {
    const auto number = parse_number(value.text());
    if (number && *number >= 0 && *number <= option.max) {
      config_.*option.number = *number;
    } else {
      report(Level::Warn, "config_type", option.name,
             join({"expected a number up to ", integer_text(option.max)}));
    }
  }

  // `name`: of an option, or a JSON pointer that begins with one.
  void refuse(std::string_view name, std::string_view message) {
    report(Level::Error, "config_invalid", name, message);
    usable_ = false;
  }

  void report(Level level, std::string_view code, std::string_view name,
              std::string_view message) {
    actions_.report(level, code, join({"/", cut(name, kMaxNameBytes)}),
                    message);
  }

  Config& config_;
  Policy& policy_;
  Goals& goals_;
  Actions& actions_;
  json::Value fetched_goals_;
  bool has_policy_ = false;
  bool usable_ = true;
};

// The options object: `config` itself, or what its text says.
std::optional<json::Value> parse_options(json::Value config,
                                         json::Document& document,
                                         Actions& actions) {
  if (!config.is(json::Kind::Text)) return config;
  if (const auto error = document.read(config.text())) {
    actions.report(Level::Error, "config_json", "",
                   join({"the configuration is not JSON: ", error->text()}));
    return std::nullopt;
  }
  return document.root();
}

// Browsers block requests from https pages to http addresses, except to the
// machine itself. https://www.w3.org/TR/mixed-content/
bool is_blocked(std::string_view endpoint, std::string_view page_url) {
  const Url url = split_url(endpoint);
  const auto host = host_name(url);
  return equals_ignoring_case(split_url(page_url).scheme, "https") &&
         equals_ignoring_case(url.scheme, "http") && host != "localhost" &&
         host != "127.0.0.1" && host != "[::1]";
}

}  // namespace

bool check_endpoint(std::string_view endpoint, std::string_view page_url,
                    Actions& actions) {
  std::string_view message;
  const auto scheme = split_url(endpoint).scheme;
  if (endpoint.empty()) {
    message = "missing: set the address of your collector";
  } else if (is_blocked(endpoint, page_url)) {
    message = "browsers block http requests from an https page: use https";
  } else if (!scheme.empty() && !equals_ignoring_case(scheme, "http") &&
             !equals_ignoring_case(scheme, "https")) {
    message = "expected an https address";
  }
  if (message.empty()) return true;
  actions.report(Level::Error, "config_endpoint", "/endpoint", message);
  return false;
}

std::optional<Config> read_config(json::Value start, Policy& policy,
                                  Goals& goals, Actions& actions) {
  Config config;
  json::Document document;
  const auto options = parse_options(start.member("config"), document, actions);
  if (!options) return std::nullopt;
  if (options->exists() && !options->is(json::Kind::Object)) {
    actions.report(Level::Error, "config_json", "",
                   "the configuration is no JSON object");
    return std::nullopt;
  }
  OptionReader reader(config, policy, goals, start, actions);
  reader.read(*options, true);
  reader.read(start.member("attributes"), false);
  if (!reader.usable()) return std::nullopt;
  if (policy.id().empty()) (void)policy.read(presets().front().text);
  return config;
}

}  // namespace sluice
