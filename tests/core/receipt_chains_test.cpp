// Receipts as a collector stored them: whole ones, and each way of breaking
// their chain.
#include "inspect.hpp"
#include "sluice/consent/receipt.hpp"

namespace sluice::test {
namespace {

using Lines = std::vector<std::string>;

std::string policy_text(const std::string& revision = "1") {
  return R"({"policy":1,"id":"shop","revision":")" + revision +
         R"(","purposes":{"ads":{"title":"Ads"}},"signals":{"site":{"read":)"
         R"("api","map":{"ads":"ads"}}},"unknownRegion":"all","regimes":[{)"
         R"("id":"all","model":"opt-in","regions":["*"],"purposes":{"ads":{)"
         R"("decide":["site"],"else":"unknown"}},"unknown":{"mode":"drop"},)"
         R"("withdrawal":{"purge":["queue"]}}],"events":[],"fields":[],)"
         R"("destinations":{}})";
}

// The receipts of one page load, as events.
Lines page_load(int count, double time_ms, const std::string& id,
                const std::string& revision = "1") {
  Policy policy;
  REQUIRE_FALSE(policy.read(policy_text(revision)));
  Consent consent(policy);
  Receipts receipts;
  Lines lines;
  for (int i = 0; i < count; ++i) {
    json::Document fact;
    REQUIRE_FALSE(
        fact.read(R"({"signal":"api","explicit":true,"choices":{"ads":)" +
                  std::string(i % 2 == 0 ? "true" : "false") + "}}"));
    (void)consent.take(fact.root(), time_ms + i);
    const Text receipt = receipts.next(consent, time_ms + i, {});
    lines.push_back(R"({"event":{"id":")" + id + std::to_string(i) +
                    R"(","name":"consent_receipt"},"receipt":)" +
                    std::string(std::string_view(receipt)) + "}");
  }
  return lines;
}

Json verify(const Lines& lines, const Lines& policies = {}) {
  Json items = Json::array();
  for (std::size_t i = 0; i < lines.size(); ++i) {
    items.push_back({{"line", i + 1}, {"text", lines[i]}});
  }
  Json expected = Json::array();
  for (const std::string& text : policies) {
    expected.push_back({{"name", "policy.json"}, {"text", text}});
  }
  return ask({{"ask", "verify_receipts"},
              {"begin", true},
              {"items", items},
              {"policies", expected}});
}

// "2: the message" of each.
Lines flaws(const Json& answer, const char* kind = "flaws") {
  INFO(answer.dump());
  REQUIRE(answer.contains(kind));
  Lines all;
  for (const Json& one : answer[kind]) {
    all.push_back(one["line"].dump() + ": " +
                  one["message"].get<std::string>());
  }
  return all;
}

std::string replaced(std::string text, const std::string& from,
                     const std::string& to) {
  const auto at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

Lines operator+(Lines a, const Lines& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

std::string hash_of(const std::string& line) {
  return Json::parse(line)["receipt"]["hash"].get<std::string>().substr(0, 12) +
         "...";
}

TEST_CASE("receipts: whole ones are counted", "[receipts]") {
  const Lines lines = page_load(3, 1000, "a") + page_load(2, 5000, "b");
  const Json answer = verify(lines);
  CHECK(flaws(answer).empty());
  CHECK(flaws(answer, "notes").empty());
  CHECK(answer["receipts"] == 5);
  CHECK(answer["chains"] == 2);
  CHECK(answer["from"] == 1000);
  CHECK(answer["to"] == 5001);
  CHECK(answer["repeated"] == 0);
  CHECK(answer["policies"].size() == 1);
  CHECK(answer["policies"][0]["policy"] == "shop revision 1");
  CHECK(answer["policies"][0]["receipts"] == 5);
}

TEST_CASE("receipts: each form in which collectors store them is read",
          "[receipts]") {
  const Lines lines = page_load(2, 1000, "a");
  CHECK(flaws(verify({"{\"batch\":1,\"events\":[" + lines[0] + "," + lines[1] +
                      "]}"}))
            .empty());
  CHECK(verify({"{\"received_at\":1,\"event\":" + lines[0] +
                "}"})["receipts"] == 1);
  // The receipt alone.
  const auto at = lines[0].find("\"receipt\":") + 10;
  const Json alone = verify({lines[0].substr(at, lines[0].size() - at - 1)});
  CHECK(alone["receipts"] == 1);
  CHECK(flaws(alone).empty());
  const Json other = verify({R"({"event":{"name":"click"}})", lines[0]});
  CHECK(other["others"] == 1);
  CHECK(other["receipts"] == 1);
}

TEST_CASE("receipts: spaces and escapes do not count for the hash",
          "[receipts]") {
  std::string line = page_load(1, 1000, "a")[0];
  line = replaced(line, R"("id":"shop")", "\"id\" :\n \"sh\\u006fp\"");
  CHECK(flaws(verify({line})).empty());
}

TEST_CASE("receipts: one that was changed breaks its chain, at its line",
          "[receipts]") {
  Lines lines = page_load(3, 1000, "a");
  lines[1] = replaced(lines[1], "\"denied\"", "\"granted\"");
  const Lines found = flaws(verify(lines));
  REQUIRE(found.size() == 1);
  CHECK(found[0].rfind("2: the receipt was changed: its text has the hash ",
                       0) == 0);
  CHECK(found[0].find(", expected " + hash_of(lines[1])) != std::string::npos);
}

TEST_CASE("receipts: every text that was changed by a letter is found",
          "[receipts]") {
  const Lines lines = page_load(2, 1000, "a");
  const auto at = lines[1].find("\"receipt\":");
  int found = 0;
  for (std::size_t i = at + 11; i + 2 < lines[1].size(); ++i) {
    Lines changed = lines;
    char& letter = changed[1][i];
    if (letter >= '0' && letter < '9')
      ++letter;
    else if (letter >= 'a' && letter < 'z')
      ++letter;
    else
      continue;
    const Json answer = verify(changed);
    INFO(changed[1]);
    CHECK((answer.contains("error") || !answer["flaws"].empty()));
    ++found;
  }
  CHECK(found > 300);
}

TEST_CASE("receipts: one that is missing shows in the one after it",
          "[receipts]") {
  const Lines lines = page_load(3, 1000, "a");
  const Json answer = verify({lines[0], lines[2]});
  CHECK(flaws(answer) ==
        Lines{"2: the receipt before it is missing: expected number 2 with "
              "the hash " +
              hash_of(lines[1])});
  CHECK(answer["chains"] == 2);
  CHECK(flaws(verify({lines[1], lines[2]})).size() == 1);
  // Nothing names the last one.
  CHECK(flaws(verify({lines[0], lines[1]})).empty());
}

TEST_CASE("receipts: two that follow the same one are a fork", "[receipts]") {
  const Lines a = page_load(2, 1000, "a");
  std::string other = replaced(a[1], "\"number\":2,\"time\":1001",
                               "\"number\":2,\"time\":1002");
  const Lines found = flaws(verify({a[0], a[1], other}));
  REQUIRE(found.size() == 1);  // of the same hash and id it would be repeated
  CHECK(found[0].rfind("3: the receipt was changed", 0) == 0);
}

TEST_CASE("receipts: numbers have to follow each other", "[receipts]") {
  const Lines a = page_load(2, 1000, "a");
  const Lines found =
      flaws(verify({a[0], replaced(a[1], "\"number\":2", "\"number\":4")}));
  REQUIRE(found.size() == 2);  // and the text was changed
  CHECK(found[1] == "2: it is number 4, expected 2 after line 1");
  const Lines first =
      flaws(verify({replaced(a[1], "\"number\":2", "\"number\":1")}));
  CHECK(first[1] ==
        "1: it is number 1, and names one before it: expected no "
        "\"previous\"");
}

TEST_CASE("receipts: one that was delivered twice counts once", "[receipts]") {
  const Lines a = page_load(2, 1000, "a");
  const Json answer = verify({a[0], a[1], a[0], a[1]});
  CHECK(flaws(answer).empty());
  CHECK(answer["receipts"] == 2);
  CHECK(answer["repeated"] == 2);
}

TEST_CASE("receipts: the order of arrival is noted and breaks nothing",
          "[receipts]") {
  const Lines a = page_load(2, 1000, "a");
  const Json answer = verify({a[1], a[0]});
  CHECK(flaws(answer).empty());
  CHECK(flaws(answer, "notes") ==
        Lines{"1: stands before line 2, which it follows"});
}

TEST_CASE("receipts: page loads whose first receipts are alike are told apart",
          "[receipts]") {
  // Neither has anything that the other has not, but the ids of their events.
  const Json answer = verify(page_load(2, 1000, "a") + page_load(2, 1000, "b"));
  CHECK(flaws(answer).empty());
  CHECK(answer["receipts"] == 4);
  CHECK(answer["chains"] == 2);
}

TEST_CASE("receipts: a policy that changed without a new revision is found",
          "[receipts]") {
  Lines lines = page_load(1, 1000, "a", "2");
  // The same revision, under another text.
  const std::string other = page_load(1, 2000, "b", "3")[0];
  Json event = Json::parse(other);
  lines.push_back(replaced(other, "\"revision\":\"3\"", "\"revision\":\"2\""));
  const Lines found = flaws(verify(lines));
  REQUIRE(found.size() == 2);
  CHECK(found[1].rfind("2: the text of policy shop revision 2 has the hash ",
                       0) == 0);
  CHECK(found[1].find("as on line 1: it was changed without a new revision") !=
        std::string::npos);
}

TEST_CASE("receipts: they have to be of the policy that is given",
          "[receipts]") {
  const Lines lines =
      page_load(1, 1000, "a", "1") + page_load(1, 2000, "b", "2");
  CHECK(flaws(verify(lines, {policy_text("1"), policy_text("2")})).empty());
  const Lines found = flaws(verify(lines, {policy_text("1")}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].rfind("2: it is of policy shop revision 2 with the hash ",
                       0) == 0);
  CHECK(found[0].find(" of policy.json") != std::string::npos);
}

TEST_CASE("receipts: sorted members are told from a changed text",
          "[receipts]") {
  // nlohmann's objects are sorted, as those of a jsonb column.
  const std::string sorted = Json::parse(page_load(1, 1000, "a")[0]).dump();
  const Lines found = flaws(verify({sorted}));
  REQUIRE(found.size() == 1);
  CHECK(found[0].find("are not in the order in which the page wrote them") !=
        std::string::npos);
}

TEST_CASE("receipts: text that is not a receipt is an error with its line",
          "[receipts]") {
  const std::string whole = page_load(1, 1000, "a")[0];
  const auto error = [&whole](const std::string& text) {
    const Json answer = verify({whole, text});
    CHECK(answer["line"] == 2);
    return answer["error"].get<std::string>();
  };
  CHECK(error("{\"event\":").rfind("not JSON: ", 0) == 0);
  CHECK(error("7").rfind("expected an event with \"event\"", 0) == 0);
  CHECK(error("{}").rfind("expected an event with \"event\"", 0) == 0);
  CHECK(error(R"({"receipt":{"number":0,"hash":"x"}})")
            .rfind("the receipt is none: expected \"number\" from 1", 0) == 0);
  for (std::size_t i = 0; i < whole.size(); ++i) {
    CHECK(verify({whole.substr(0, i)}).contains("error"));
  }
}

TEST_CASE("receipts: they may come in pieces", "[receipts]") {
  const Lines lines = page_load(3, 1000, "a");
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const Json answer =
        ask({{"ask", "verify_receipts"},
             {"begin", i == 0},
             {"more", i + 1 < lines.size()},
             {"items", {{{"line", i + 1}, {"text", lines[i]}}}}});
    if (i + 1 < lines.size()) {
      CHECK(answer == Json::object());
    } else {
      CHECK(answer["receipts"] == 3);
      CHECK(flaws(answer).empty());
    }
  }
}

}  // namespace
}  // namespace sluice::test
