#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "own_policy.hpp"

namespace sluice::test {
namespace {

TEST_CASE(
    "consent names: a name that the platform does not have is reported with "
    "those "
    "that it has",
    "[consent_names]") {
  const auto [kind, choices] = GENERATE(table<std::string, Json>({
      {"klaro", {{"ads", false}, {"matomo", true}}},
      {"cookieconsent", {{"necessary", true}}},
      {"onetrust", {{"C0001", true}, {"C0002", false}}},
      {"osano", {{"ANALYTICS", true}}},
  }));
  const Json map = {{"analytics", {"ads*", "stats"}}};
  Host host;
  host.start(
      {{"policy",
        policy_with("signals", {{"cmp", {{"read", kind}, {"map", map}}}})}});
  host.take({{"fact", "signal"},
             {"signal", kind},
             {"choices", choices},
             {"ready", false},
             {"explicit", false}});
  const Json report = host.actions("report").back();
  CHECK(report["code"] == "consent_unknown");
  CHECK(report["at"] == "/signals/cmp/map/analytics/1");
  CHECK(report["message"] == kind + " has no \"stats\", but " + choices.dump());
  CHECK(host.reports().size() == (kind == "klaro" ? 1U : 2U));
}

TEST_CASE("consent names: a name that the platform has, or may have, is fine",
          "[consent_names]") {
  const auto [kind, wanted, choices] = GENERATE(table<std::string, Json, Json>({
      {"klaro", "stats", {{"stats", false}}},
      {"klaro", "stat*", {{"stats", false}}},
      {"klaro", "stats", Json::object()},
      {"klaro", "stats", nullptr},
      {"gcm", "analytics_storage", {{"ad_storage", "denied"}}},
  }));
  const Json map = {{"analytics", wanted}};
  Host host;
  host.start(
      {{"policy",
        policy_with("signals", {{"cmp", {{"read", kind}, {"map", map}}}})}});
  Json fact = {{"fact", "signal"}, {"signal", kind}, {"choices", choices}};
  if (kind == "gcm") fact["command"] = "update";
  host.take(fact);
  CHECK(host.reports().empty());
}

TEST_CASE("consent names: a choice that no signal has is reported with those",
          "[consent_names]") {
  Host host;
  host.start({{"policy", "opt-in"}});
  host.consent({{"marketing", true}});
  const Json report = host.actions("report").front();
  CHECK(report["at"] == "/choices/marketing");
  CHECK(report["message"] ==
        "no signal of the policy has that choice: "
        R"({"site":{"read":"api","map":{"analytics":"analytics","ads":"ads"}},)"
        R"("gpc":{"read":"gpc","denies":["ads"]}})");
}

}  // namespace
}  // namespace sluice::test
