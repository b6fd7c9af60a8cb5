// The report on a policy: what it says, and that it is what the gate does.
#include <cstdlib>
#include <set>

#include "random_policies.hpp"
#include "sluice/inspect/event_words.hpp"
#include "sluice/inspect/schema.hpp"

namespace sluice::test {
namespace {

const std::string kFolder = SLUICE_POLICIES "/";
const std::string kProject = SLUICE_POLICIES "/../../";

std::string text_of(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  INFO(path);
  REQUIRE(stream.good());
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

Json ask_report(const std::string& policy, const char* as) {
  return ask({{"ask", "report"},
              {"policy", policy},
              {"as", as},
              {"date", "2026-11-30"}});
}

std::string page(const std::string& policy, const char* as = "md") {
  const Json answer = ask_report(policy, as);
  INFO(answer.dump());
  REQUIRE(answer.contains("page"));
  return answer["page"];
}

// Holds a page against expected/report/NAME.md, which SLUICE_UPDATE writes.
void check_page(const std::string& name, const std::string& policy) {
  const std::string path = kFolder + "expected/report/" + name + ".md";
  const std::string written = page(policy);
  if (std::getenv("SLUICE_UPDATE") != nullptr) {
    std::ofstream(path, std::ios::binary) << written;
  }
  CHECK(written == text_of(path));
}

std::string replaced(std::string text, const std::string& from,
                     const std::string& to) {
  for (auto at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

int count(const std::string& text, const std::string& part) {
  int found = 0;
  for (auto at = text.find(part); at != std::string::npos;
       at = text.find(part, at + part.size())) {
    ++found;
  }
  return found;
}

// From a heading of that text to the next one of any level.
std::string section(const std::string& text, const std::string& heading) {
  const auto from = text.find("# " + heading);
  if (from == std::string::npos) return {};
  return text.substr(from, text.find("\n#", from + 1) - from);
}

TEST_CASE("report: the presets and the five, word for word", "[report]") {
  for (const char* name : {"cookieless", "opt-in"}) {
    check_page(name, text_of(kProject + "sdk/sluice/consent/presets/" + name +
                             ".json"));
  }
  for (const char* name : {"cnil-exempt", "none", "opt-out-us"}) {
    check_page(name, text_of(kProject + "js/policies/" + name + ".json"));
  }
  for (const char* name :
       {"1-eu-tcf", "2-cnil-exempt", "3-us-optout", "4-global-gcm", "5-kids"}) {
    check_page(name, text_of(kFolder + name + ".json"));
  }
}

TEST_CASE("report: the demo's policies are the five with other keys",
          "[report]") {
  const std::vector<std::pair<std::string, std::string>> pairs = {
      {"eu-tcf", "1-eu-tcf"},
      {"france-exempt", "2-cnil-exempt"},
      {"us-opt-out", "3-us-optout"},
      {"consent-mode", "4-global-gcm"},
      {"children", "5-kids"}};
  for (const auto& [demo, own] : pairs) {
    std::string policy =
        text_of(kProject + "demo/playground/policies/" + demo + ".json");
    for (const auto& [key, other] : {std::pair("sluice.visitor", "_t_v"),
                                     {"sluice.session", "_t_s"},
                                     {"sluice.queue", "_t_q"}}) {
      policy = replaced(policy, key, other);
    }
    check_page(own, policy);
  }
}

TEST_CASE("report: what only the controller knows is a marked blank",
          "[report]") {
  const std::string policy = text_of(kFolder + "1-eu-tcf.json");
  for (const char* what : {"name, address, e-mail", "GDPR Art. 6, other law",
                           "countries and safeguards, or none",
                           "for each destination", "legal name, contract"}) {
    CHECK(count(page(policy), std::string("**[To be filled in: ") + what) > 0);
    CHECK(count(page(policy, "html"),
                std::string("<span class=\"blank\">To be filled in: ") + what) >
          0);
  }
}

TEST_CASE("report: without a date the day is a blank", "[report]") {
  const Json answer =
      ask({{"ask", "report"}, {"policy", text_of(kFolder + "5-kids.json")}});
  CHECK(count(answer["page"], "<span class=\"blank\">To be filled in: date") ==
        1);
}

TEST_CASE("report: what is no policy, no day and no page is refused",
          "[report]") {
  const auto error = [](Json request) {
    request["ask"] = "report";
    return ask(request)["error"];
  };
  const std::string kids = text_of(kFolder + "5-kids.json");
  CHECK(error({{"policy", "{\n x"}}) ==
        "policy:2:2: a name needs double quotes: \"x\"");
  CHECK(error({{"policy", kids}, {"as", "pdf"}}) ==
        "\"as\" is neither \"html\" nor \"md\"");
  for (const char* date : {"30.11.2026", "2026-02-30", "2026-11-30T10:00"}) {
    CHECK(error({{"policy", kids}, {"date", date}}) ==
          std::string("the date \"") + date +
              "\" is no day: expected YYYY-MM-DD");
  }
}

TEST_CASE("report: texts of a policy are text, in HTML and in Markdown",
          "[report]") {
  Json policy = Json::parse(text_of(kFolder + "1-eu-tcf.json"));
  policy["note"] = "<script>alert(1)</script> | `x` *y* \x01 \"z\" & [a](b)";
  policy["destinations"]["warehouse"]["url"] = "https://a.example/`|b";
  const std::string html = page(policy.dump(), "html");
  CHECK(count(html, "<script") == 0);
  CHECK(count(html,
              "&lt;script&gt;alert(1)&lt;/script&gt; | `x` *y*   "
              "&quot;z&quot; &amp; [a](b)") == 1);
  const std::string md = page(policy.dump());
  CHECK(count(md,
              "\\<script\\>alert(1)\\</script\\> \\| \\`x\\` \\*y\\*   "
              "\"z\" & \\[a\\](b)") == 1);
  CHECK(count(md, "`https://a.example/'\\|b`") == 1);
}

// "tag" and "/tag" of each element in turn.
std::vector<std::string> tags_of(const std::string& html) {
  std::vector<std::string> tags;
  for (auto at = html.find('<'); at != std::string::npos;
       at = html.find('<', at + 1)) {
    const auto end = html.find_first_of(" >", at);
    tags.push_back(html.substr(at + 1, end - at - 1));
  }
  return tags;
}

bool is_balanced(const std::string& html) {
  std::vector<std::string> open;
  for (const std::string& tag : tags_of(html)) {
    if (tag == "!doctype" || tag == "meta") continue;
    if (tag[0] != '/') {
      open.push_back(tag);
    } else if (open.empty() || open.back() != tag.substr(1)) {
      return false;
    } else {
      open.pop_back();
    }
  }
  return open.empty();
}

TEST_CASE("report: any policy makes a page that is whole and asks for nothing",
          "[report]") {
  Chance chance(11);
  for (int i = 0; i < rounds(300); ++i) {
    Json policy = chance.policy();
    chance.edit(policy);
    INFO(policy.dump());
    const std::string html = page(policy.dump(), "html");
    CHECK(is_balanced(html));
    for (const char* part : {"<script", "<link", "<img", "src=", "url(",
                             "@import", "http-equiv", "\x01", "\x02", "\x03"}) {
      CHECK(count(html, part) == 0);
    }
    CHECK(count(html, "<h1>") == 1);
    CHECK(count(html, "href=\"") == count(html, "href=\"#part-"));
    CHECK(count(html, "<table>") == count(html, "<caption id="));
    // Both have the same headings and rows.
    const std::string md = page(policy.dump());
    CHECK(count(html, "<h2 ") == count(md, "\n## "));
    CHECK(count(html, "<h3>") == count(md, "\n### "));
    CHECK(count(html, "<tr>") + count(html, "<table>") == count(md, "\n| "));
  }
}

TEST_CASE("report: every event and field has a description", "[report]") {
  const Json schema = Json::parse(inspect::event_schema());
  const Json& groups = schema["properties"];
  for (const Json& name : groups["event"]["properties"]["name"]["examples"]) {
    INFO(name.dump());
    CHECK_FALSE(inspect::event_words(name.get<std::string>()).empty());
  }
  for (const auto& [group, definition] : groups.items()) {
    if (group == "receipt") continue;
    CHECK_FALSE(inspect::group_words(group).empty());
    std::set<std::string> members;
    if (definition.contains("properties")) {
      for (const auto& [member, rule] : definition["properties"].items()) {
        members.insert(member);
      }
    }
    if (definition.contains("$ref")) {
      const Json& shared = schema["$defs"]["campaign"]["properties"];
      for (const auto& [member, rule] : shared.items()) members.insert(member);
    }
    for (const std::string& member : members) {
      INFO(group << "." << member);
      CHECK_FALSE(inspect::field_words(group + "." + member).empty());
    }
  }
}

// The lines of "Always withheld" of the table for that destination.
std::string withheld_from(const std::string& md, const std::string& name) {
  for (auto at = md.find("### Sent to "); at != std::string::npos;
       at = md.find("### Sent to ", at + 1)) {
    const std::string own = md.substr(at, md.find("\n#", at + 1) - at);
    if (own.substr(0, own.find('\n')).find("`" + name + "`") ==
        std::string::npos) {
      continue;
    }
    const auto list = own.find("Always withheld");
    return list == std::string::npos ? "" : own.substr(list);
  }
  FAIL("no table for " << name);
  return {};
}

TEST_CASE("report: what leaves is not among what is always withheld",
          "[report]") {
  Chance chance(23);
  int fields = 0;
  for (int i = 0; i < rounds(300); ++i) {
    Json policy = chance.policy();
    if (chance.one_in(2)) chance.edit(policy);
    const std::string md = page(policy.dump());
    for (int sample = 0; sample < 20; ++sample) {
      const Json answer = ask({{"ask", "explain"},
                               {"policy", policy.dump()},
                               {"region", chance.region()},
                               {"signals", chance.signals(policy)},
                               {"event", chance.event(policy)}});
      REQUIRE(answer.contains("destinations"));
      for (const Json& one : answer["destinations"]) {
        if (!one.contains("fields")) continue;
        const std::string list = withheld_from(md, one["name"]);
        for (const Json& field : one["fields"]) {
          if (field["status"] != "sent") continue;
          const std::string path = field["path"];
          // The gate lets out what is never captured (Tracker::is_named()), and
          // what no event has.
          const bool is_own = path.rfind("properties.", 0) == 0 ||
                              path.rfind("click_id.", 0) == 0 ||
                              path.rfind("consent.", 0) == 0;
          if (path == "click.text" || path == "click.address" ||
              (!is_own && inspect::field_words(path).empty())) {
            continue;
          }
          const std::string group = path.substr(0, path.find('.')) + ".*";
          INFO(policy.dump() << "\n" << path << " to " << one["name"].dump());
          ++fields;
          // The names of purposes are no fields of their own.
          const bool is_consent = path.rfind("consent.", 0) == 0;
          CHECK(list.find(is_consent ? "`consent.*`" : "(`" + path + "`)") ==
                std::string::npos);
          CHECK(list.find("all of it (`" + group + "`)") == std::string::npos);
        }
      }
    }
  }
  CHECK(fields > rounds(3'000));  // or this test would say nothing
}

// The cell "Events" of a situation under a regime.
std::string events_in(const std::string& md, const std::string& regime,
                      const std::string& situation) {
  const std::string own = section(md, "Regime `" + regime + "`");
  const auto row = own.find("\n| " + situation + " |");
  INFO(own);
  REQUIRE(row != std::string::npos);
  const std::string line = own.substr(row + 1, own.find('\n', row + 1) - row);
  const auto second = line.find('|', line.find('|', 1) + 1);
  return line.substr(second + 2, line.find(" |", second) - second - 2);
}

TEST_CASE("report: a situation says what explain says of it", "[report]") {
  const std::string us = page(text_of(kFolder + "3-us-optout.json"));
  const auto explain = [](const char* file, const char* region, Json signals,
                          const char* event) {
    std::set<std::string> sent;
    const Json answer = ask({{"ask", "explain"},
                             {"policy", text_of(kFolder + file)},
                             {"region", region},
                             {"signals", std::move(signals)},
                             {"event", {{"event", {{"name", event}}}}}});
    for (const Json& one : answer["destinations"]) {
      if (one["status"] == "sent") sent.insert(one["name"]);
    }
    return sent;
  };
  using Names = std::set<std::string>;
  const Json gpc = Json::parse(R"([{"signal":"gpc","value":true}])");
  CHECK(events_in(us, "us-optout",
                  "Global Privacy Control is on, and there is no choice") ==
        "Every event: sent to `warehouse`.");
  CHECK(explain("3-us-optout.json", "US-CA", gpc, "purchase") ==
        Names{"warehouse"});
  Json overridden = gpc;
  overridden.push_back(Json::parse(
      R"({"signal":"gpp","ok":true,"ready":true,"applicable":[-1]})"));
  overridden.push_back(Json::parse(
      R"({"signal":"api","explicit":true,"choices":{"ads":true}})"));
  CHECK(events_in(us, "us-optout",
                  "Global Privacy Control is on, and all is granted "
                  "afterwards") ==
        "`purchase` and `add_to_cart`: sent to `warehouse` and `capi`. Any "
        "other event: sent to `warehouse`.");
  CHECK(explain("3-us-optout.json", "US-CA", overridden, "purchase") ==
        Names{"capi", "warehouse"});
  // Without "unless", it does not count.
  CHECK(events_in(us, "rest",
                  "Global Privacy Control is on, and all is granted "
                  "afterwards") == "Every event: sent to `warehouse`.");
  CHECK(explain("3-us-optout.json", "US-NY", overridden, "purchase") ==
        Names{"warehouse"});
  const std::string gcm = page(text_of(kFolder + "4-global-gcm.json"));
  const Json granted = Json::parse(
      R"([{"signal":"gcm","command":"update","choices":{"analytics_storage":)"
      R"("granted","ad_storage":"granted","ad_user_data":"granted"}}])");
  CHECK(events_in(gcm, "optin", "All is granted") ==
        "`page_view` and `click`: sent to `warehouse`. `signup` and "
        "`purchase`: sent to `warehouse` and `ga`. Any other event: dropped.");
  CHECK(explain("4-global-gcm.json", "BR", granted, "purchase") ==
        Names{"ga", "warehouse"});
  CHECK(explain("4-global-gcm.json", "BR", granted, "click") ==
        Names{"warehouse"});
}

TEST_CASE("report: events that go without any purpose are reported",
          "[report]") {
  Json policy = Json::parse(text_of(kFolder + "1-eu-tcf.json"));
  policy["regimes"][0]["unknown"]["onExpire"] = "cookieless";
  policy["regimes"][0]["unknown"]["onDenied"] = "cookieless";
  policy["destinations"]["warehouse"]["cookieless"] = true;
  const std::string md = page(policy.dump());
  CHECK(events_in(md, "eu", "Before a choice") ==
        "`page_view`, `click`, `scroll`, `purchase` and `ad_*`: held in memory "
        "until the choice, at most 2 minutes and 50 events, then sent to "
        "`warehouse` as if every purpose were denied. Any other event: "
        "dropped.");
  CHECK(events_in(md, "eu", "All is refused, or objected to") ==
        "`page_view`, `click`, `scroll`, `purchase` and `ad_*`: sent to "
        "`warehouse` as if every purpose were denied. Any other event: "
        "dropped.");
  CHECK(count(section(md, "What is collected: events"),
              "if `analytics` is permitted; under some regimes also as if "
              "every purpose were denied") == 4);
}

TEST_CASE("report: a log of choices gets no events", "[report]") {
  Json policy = Json::parse(text_of(kFolder + "1-eu-tcf.json"));
  policy["destinations"]["audit"] = {{"party", "self"},
                                     {"events", "consent_*"}};
  policy["receipt"]["to"] = "audit";
  const std::string md = page(policy.dump());
  CHECK(count(md, "`consent_*`") == 0);
  CHECK(count(section(md, "To whom it is sent"),
              "| without any purpose | only records of choices (receipts) |") ==
        1);
  CHECK(count(md, "Sent to `audit`") == 0);
  CHECK(count(section(md, "Proof of choices: receipts"),
              "`audit` gets the record of each decision, refusals too.") == 1);
}

TEST_CASE("report: a regime for children, and places without any", "[report]") {
  Json policy = Json::parse(text_of(kFolder + "1-eu-tcf.json"));
  Json kids = policy["regimes"][1];
  kids["id"] = "kids";
  kids["audience"] = "child";
  kids["model"] = "none";
  kids.erase("regions");
  policy["regimes"].push_back(kids);
  policy["regimes"].erase(1);  // that of everywhere
  const std::string md = page(policy.dump());
  CHECK(count(section(md, "Regime `kids`"),
              "In force for children, wherever they are.") == 1);
  CHECK(count(section(md, "Where no regime is in force"),
              "In force for visitors in all other places.") == 1);
  CHECK(count(section(md, "Where no regime is in force"),
              "Nothing is sent and nothing is stored.") == 1);
  CHECK(count(md, "Children: the policy has no regime of their own") == 0);
}

}  // namespace
}  // namespace sluice::test
