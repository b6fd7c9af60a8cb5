#include "sluice/consent/never.hpp"

#include <catch2/catch.hpp>
#include <ctime>
#include <string>

#include "inspect.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/consent/presets.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::test {
namespace {

constexpr SecretKinds kAll = kEmail | kCard | kToken | kPhone;

// What is left of a text of the field "properties.a".
std::string left_of(std::string_view text, SecretKinds kinds = kAll,
                    std::string_view path = "properties.a",
                    Fields::Kind kind = Fields::Kind::Text) {
  Text result;
  const bool cut = cut_out({path, text, kind}, kinds, result);
  return std::string(cut ? std::string_view(result) : text);
}

TEST_CASE("never: telephone numbers", "[never]") {
  const auto text = GENERATE(
      "+49 30 1234567", "+4930123456", "+1 (212) 555-0123", "+14155550123",
      "+44 20 7946 0958", "+49 (0)30 123456-12", "(212) 555-0123",
      "212.555.0123", "1-212-555-0123", "030 1234567", "030/1234567",
      "(030) 123 456", "06 12 34 56 78", "020 7946 0958", "07700 900123",
      "044 668 18 00", "0049 30 1234567", "0171-1234567");
  CHECK(left_of(std::string("Call ") + text + ", please") ==
        "Call [phone], please");
  CHECK(left_of(text, kEmail | kCard | kToken) == text);
}

TEST_CASE("never: what is no telephone number", "[never]") {
  const auto text = GENERATE(
      "01.02.2024", "01.02.2024 12:30", "05/12/2024 10 30", "2024-01-15",
      "2024-01-15T10:30:00Z", "192.168.100.200", "112-1234567-1234567",
      "028-1234567-1234567", "EUR 1.234.567,89", "0.99", "0-306-40615-2",
      "978-0-306-40615-7", "0 12345 67890 5", "0012345678", "0123456789",
      "+10000000 downloads", "+1000000 downloads", "1700000000000",
      "550e8400-e29b-41d4-a716-446655440000", "v1.2.3-4567", "4006381333931",
      "2+12345678901", "#1234567890", "52.5163, 13.3777", "100-200-3000",
      "1234 5678", "C++20 2023 2026", "0815-4711", "+", "(", "+49", "0");
  CHECK(left_of(text, kPhone) == text);
}

TEST_CASE("never: a secret beside a sign of JSON leaves JSON", "[never]") {
  const auto before = GENERATE("\n", "\t", "\"", "\\", "\x01", "n", "\\n");
  const std::string text = std::string(before) + " joe@mail.example";
  Text json;
  json::append_quoted(json, text);
  const std::string list =
      "[" + std::string(std::string_view(json)) + ",4111111111111111]";
  const Json left =
      Json::parse(left_of(list, kAll, "properties.a", Fields::Kind::Json));
  CHECK(left == Json{std::string(before) + " [email]", "[card]"});
}

TEST_CASE("never: ids that Sluice makes are left alone", "[never]") {
  // What could be a card's number, were it not an id.
  const std::string id = "41111111-1111-1111-a716-446655440000";
  for (const auto* path :
       {"event.id", "goal.event", "page.id", "session.id", "visitor.id"}) {
    CHECK(left_of(id, kAll, path) == id);
  }
  CHECK(left_of(id, kAll, "properties.id") == "[card]-a716-446655440000");
}

TEST_CASE("never: what was cut out is not cut again", "[never]") {
  const auto text = GENERATE("joe@mail.example", "4111 1111 1111 1111",
                             "?password=x&token=abcdefgh&otp=482913",
                             "{\"password\":\"hunter2\"}", "+49 30 1234567");
  const std::string once = left_of(text);
  CHECK(once != text);
  CHECK(left_of(once) == once);
}

TEST_CASE("never: a megabyte is done in time", "[never]") {
  const std::string part =
      GENERATE(std::string("a"), "4", "4 ", "-", "%25", "a@", "/token/", "eyJ",
               "a1", "=", "x&", "+4", "(0", "token=\"", "password=\\", "\\\"",
               "\"token\":\\\"", "AKIA", "0 1");
  std::string text;
  while (text.size() < 1024 * 1024) text += part;
  const std::clock_t begin = std::clock();
  (void)left_of(text);
  INFO(part);
  CHECK((std::clock() - begin) / CLOCKS_PER_SEC < 5);
}

TEST_CASE("never: no prefix of a text breaks it", "[never]") {
  const std::string text =
      "{\"password\": \"a\\\"b\", \"t\":\"+49 (0)30 1234567 joe%40mail.example "
      "4111 1111 1111 1111 AKIAY3FDOZKLMNPQRSTU\"}?otp=482913&key=\\\"'";
  for (std::size_t i = 0; i <= text.size(); ++i)
    (void)left_of(text.substr(0, i));
}

// The preset with this in place of its rule.
std::string policy_with(const char* never) {
  Json policy = Json::parse(find_preset("cookieless"));
  policy.erase("never");
  if (never != nullptr) policy["never"] = Json::parse(never);
  return policy.dump();
}

TEST_CASE("never: a policy with another word in it lets nothing leave",
          "[never]") {
  const auto never =
      GENERATE(R"(["emails"])", R"(["email","iban"])", R"("email")", "{}",
               "true", "[1]", "[null]", R"([["email"]])");
  Policy policy;
  const auto error = policy.read(policy_with(never));
  REQUIRE(error);
  CHECK(std::string_view(error->message) ==
        "expected in \"never\": email card token phone");
  CHECK(policy.id().empty());
  CHECK(policy.fields().empty());
  CHECK(policy.never() == 0);
}

TEST_CASE("never: check refuses another word, and misses the rule",
          "[never][check]") {
  const auto remarks = [](const char* never) {
    return ask({{"ask", "check"}, {"text", policy_with(never)}})["remarks"];
  };
  CHECK(remarks(R"(["email"])").empty());
  CHECK(remarks("[]").empty());
  const Json missing = remarks(nullptr);
  REQUIRE(missing.size() == 1);
  CHECK(missing[0]["code"] == "P080");
  CHECK(missing[0]["severity"] == "warn");
  const Json wrong = remarks(R"(["emial"])");
  REQUIRE(wrong.size() == 1);
  CHECK(wrong[0]["code"] == "P002");
  CHECK(wrong[0]["message"].get<std::string>().find(
            "did you mean \"email\"?") != std::string::npos);
}

TEST_CASE("never: diff knows that less of it lets more leave",
          "[never][diff]") {
  const auto way = [](const char* before, const char* after) {
    const Json answer = ask({{"ask", "diff"},
                             {"old", policy_with(before)},
                             {"new", policy_with(after)}});
    const Json& changes = answer["changes"];
    return changes.empty() ? Json() : changes[0]["way"];
  };
  CHECK(way(R"(["email","card"])", R"(["email"])") == "more");
  CHECK(way(R"(["email"])", nullptr) == "more");
  CHECK(way("[]", R"(["email"])") == "less");
  CHECK(way(R"(["email"])", R"(["card"])") == "other");
  CHECK(way(R"(["email","card"])", R"(["card","email"])").is_null());
  CHECK(way(nullptr, "[]").is_null());
}

TEST_CASE("never: explain shows what was cut out, and by which line",
          "[never][explain]") {
  std::string policy = policy_with(R"(["email","card"])");
  const Json event = {
      {"event", {{"name", "t"}, {"id", "i"}, {"time", 1}}},
      {"page", {{"title", "Inbox of joe@mail.example"}}},
      {"properties",
       {{"plan", "pro"}, {"jo@x.example", {{"card", "4111111111111111"}}}}}};
  const Json answer =
      ask({{"ask", "explain"}, {"policy", policy}, {"event", event}});
  REQUIRE_FALSE(answer.contains("error"));
  const Json& fields = answer["destinations"][0]["fields"];
  const auto field = [&fields](const char* path) {
    for (const Json& one : fields) {
      if (one["path"] == path) return one;
    }
    return Json();
  };
  const Json title = field("page.title");
  CHECK(title["value"] == "Inbox of [email]");
  CHECK(title["cut"] == Json::parse(R"([{"what":"email","line":1,
                                         "rule":"/never/0"}])"));
  const Json named = field("properties.jo@x.example");
  CHECK(named["status"] == "sent");
  CHECK(named["value"] == Json{{"card", "[card]"}});
  REQUIRE(named["cut"].size() == 2);
  CHECK(named["cut"][1]["what"] == "card");
  CHECK_FALSE(field("properties.plan").contains("cut"));
}

TEST_CASE("never: a case of test expects what is left", "[never][test]") {
  const Json request = {
      {"ask", "test"},
      {"policy", policy_with(R"(["email"])")},
      {"case",
       {{"event",
         {{"event", {{"name", "t"}}},
          {"properties", {{"a", "joe@x.example"}}}}},
        {"expect",
         {{"destinations", {{"collector", {{"properties.a", "[email]"}}}}}}}}}};
  CHECK(ask(request)["ok"] == true);
}

}  // namespace
}  // namespace sluice::test
