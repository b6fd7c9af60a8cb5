#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr std::string_view kConsentOnlyPurposes = "1 3 4 5 6";
constexpr double kThirteenMonthsMs = 365.0 * 24 * 60 * 60 * 1000 / 12 * 13;

// Groups and paths that tell a person or a device apart.
constexpr std::array<std::string_view, 8> kIdentifiers = {
    "visitor.id", "session.id", "user.id",   "user.email",
    "user.phone", "user.*",     "visitor.*", "click_id.*",
};

void check_storage(const Policy& policy, Remarks& remarks) {
  auto one = policy.member("storage").first();
  for (; one.exists(); one = one.next()) {
    if (!one.member("needs").exists() && !one.member("exempt").exists()) {
      remarks.error_at_name(
          one, "P040",
          join({one.name(),
                " is read or written without any purpose; give "
                "\"needs\" or a written \"exempt\" reason"}));
    }
    const auto kind = one.member("kind");
    if (one.name() == "queue" && !kind.says("local")) {
      remarks.error_at_name(kind, "P045",
                            Text("a queue is stored in local storage only"));
    }
    const auto age = one.member("maxAge");
    if (duration_ms(age, 0) <= kThirteenMonthsMs) continue;
    remarks.warn_at_name(age, "P041",
                         join({age.text(), " is longer than 13 months"}));
  }
}

// Whether an address is one of this machine, to which browsers let a page of
// https: send.
// https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
bool is_of_this_machine(std::string_view authority) {
  authority.remove_prefix(authority.rfind('@') + 1);
  const Text host = lower(authority.substr(0, authority.starts_with('[')
                                                  ? authority.find(']') + 1
                                                  : authority.find(':')));
  const std::string_view name = host;
  return name == "localhost" || name.ends_with(".localhost") ||
         name == "[::1]" || name.starts_with("127.");
}

void check_address(json::Value url, Remarks& remarks) {
  constexpr std::string_view kPlain = "http://";
  const auto text = url.text();
  const Text low = lower(text.substr(0, kPlain.size()));
  if (std::string_view(low) != kPlain) return;
  const auto rest = text.substr(kPlain.size());
  if (is_of_this_machine(rest.substr(0, rest.find_first_of("/?#")))) return;
  remarks.warn_at(url, "P054",
                  Text("not encrypted, and a page of https: may not send "
                       "there: use https:"));
}

void check_destinations(const Policy& policy, Remarks& remarks) {
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    check_address(one.member("url"), remarks);
    if (one.member("needs").exists() || is_for_records(one)) continue;
    remarks.warn_at_name(one, "P050",
                         join({one.name(),
                               " needs no purpose: it gets every event that "
                               "is sent at all"}));
  }
}

void check_tcf(const Policy& policy, Remarks& remarks, json::Value mapping) {
  bool has_storage_purpose = false;
  bool has_consent_only = false;
  const auto ids = mapping.member("purposes");
  for (auto id = ids.first(); id.exists(); id = id.next()) {
    has_storage_purpose = has_storage_purpose || id.says("1");
    has_consent_only =
        has_consent_only || has_word(kConsentOnlyPurposes, id.text());
  }
  const auto purpose = policy.member("purposes").member(mapping.name());
  if (purpose.is_set("storage") && !has_storage_purpose) {
    remarks.error_at_name(
        mapping, "P052",
        join({mapping.name(),
              " stores or reads on the device but the mapping "
              "lacks TCF purpose 1"}));
  }
  if (has_consent_only && mapping.member("basis").says("legitimateInterest")) {
    remarks.error_at_name(mapping, "P053",
                          Text("legitimate interest is not available for "
                               "purposes 1 and 3-6 since TCF 2.2"));
  }
}

// Letting out as it is.
bool lets_out(json::Value action) noexcept { return action.says("allow"); }

void check_field(const Policy& policy, json::Value rule, Remarks& remarks) {
  const bool always = !rule.member("if").exists();
  const bool unconditional = (always && lets_out(rule.member("do"))) ||
                             (!always && lets_out(rule.member("else")));
  const bool hashes_stably =
      always && rule.member("do").member("hash").exists() &&
      !rule.member("do").member("hash").member("rotate").exists();
  each_one(rule.member("path"), [&](json::Value glob) {
    json::Value by;
    if (taken_before(policy, rule, glob.text(), by).exists()) return;
    if (unconditional && looks_like_identifier(glob.text())) {
      remarks.error_at(glob, "P060",
                       join({glob.text(),
                             " looks like an identifier and is "
                             "allowed without any purpose"}));
    }
    if (hashes_stably) {
      remarks.warn_at(glob, "P061",
                      join({glob.text(),
                            " is hashed with a key that never "
                            "changes, without any purpose: that "
                            "is an identifier"}));
    }
  });
}

}  // namespace

bool is_for_records(json::Value destination) {
  const auto events = destination.member("events");
  bool all = events.exists();
  each_one(events, [&all](json::Value glob) {
    all = all && covers("consent_*", glob.text());
  });
  return all;
}

bool looks_like_identifier(std::string_view glob) noexcept {
  for (const std::string_view one : kIdentifiers) {
    if (covers(glob, one) || covers(one, glob)) return true;
  }
  return glob.find("email") != std::string_view::npos ||
         glob.find("phone") != std::string_view::npos;
}

void lint_destinations(const Policy& policy, Remarks& remarks) {
  check_storage(policy, remarks);
  check_destinations(policy, remarks);
  auto signal = policy.member("signals").first();
  for (; signal.exists(); signal = signal.next()) {
    if (!signal.member("read").says("tcf")) continue;
    auto mapping = signal.member("map").first();
    for (; mapping.exists(); mapping = mapping.next()) {
      check_tcf(policy, remarks, mapping);
    }
  }
  const auto rules = policy.member("fields");
  for (auto rule = rules.first(); rule.exists(); rule = rule.next()) {
    check_field(policy, rule, remarks);
  }
}

}  // namespace sluice::inspect
