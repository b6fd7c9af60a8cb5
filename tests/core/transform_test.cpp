#include "sluice/consent/transform.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/base/sha256.hpp"

namespace sluice {
namespace {

constexpr double kDayMs = 24 * 60 * 60 * 1000.0;

// What `action` lets out of a text field; "-" if nothing.
std::string let_out(const std::string& action, std::string_view value,
                    double time_ms = 0,
                    Fields::Kind kind = Fields::Kind::Text) {
  json::Document document;
  REQUIRE_FALSE(document.read(action));
  const auto result = transform({"x.y", value, kind}, document.root(), time_ms);
  return result ? std::string(std::string_view(result->value)) : "-";
}

TEST_CASE("transform: allow, deny, and unknown actions", "[transform]") {
  CHECK(let_out(R"("allow")", "a") == "a");
  CHECK(let_out(R"("deny")", "a") == "-");
  CHECK(let_out(R"("alow")", "a") == "-");
  CHECK(let_out(R"({"encrypt":1})", "a") == "-");
  CHECK(let_out(R"({"encrypt":"email"})", "a") == "-");
  CHECK(let_out("{}", "a") == "-");
}

TEST_CASE("transform: a hash is keyed, and its key may rotate", "[transform]") {
  const std::string stable = let_out(R"({"hash":{"key":"k"}})", "u-1");
  CHECK(stable ==
        "h:" + std::string(std::string_view(hmac_sha256_hex("k", "u-1")))
                   .substr(0, 32));
  CHECK(let_out(R"({"hash":{"key":"l"}})", "u-1") != stable);
  const char* rotated = R"({"hash":{"key":"k","rotate":"90d"}})";
  CHECK(let_out(rotated, "u-1", 1) == let_out(rotated, "u-1", 89 * kDayMs));
  CHECK(let_out(rotated, "u-1", 1) != let_out(rotated, "u-1", 91 * kDayMs));
}

TEST_CASE("transform: a truncated text ends with a whole character",
          "[transform]") {
  CHECK(let_out(R"({"truncate":4})", "abcdef") == "abcd");
  CHECK(let_out(R"({"truncate":2})", "a\u00e9b") == "a");
  CHECK(let_out(R"({"truncate":-1})", "abc").empty());
}

TEST_CASE("transform: redacts addresses and digits", "[transform]") {
  CHECK(let_out(R"({"redact":"email"})", "Write to <jo@x.example>, or @home") ==
        "Write to <[email]>, or @home");
  CHECK(let_out(R"({"redact":"email"})", "a@b c@d") == "[email] [email]");
  CHECK(let_out(R"({"redact":"digits"})", "Room 12b") == "Room ##b");
  CHECK(let_out(R"({"redact":"names"})", "Jo") == "-");
}

TEST_CASE("transform: rounds numbers, and lets nothing else through",
          "[transform]") {
  const auto number = Fields::Kind::Json;
  CHECK(let_out(R"({"round":100})", "1366", 0, number) == "1400");
  CHECK(let_out(R"({"round":100})", "-1366", 0, number) == "-1400");
  CHECK(let_out(R"({"round":100})", "wide", 0) == "-");
  CHECK(let_out(R"({"round":0})", "5", 0, number) == "-");
}

TEST_CASE("transform: what is about text does not let a structure out",
          "[transform]") {
  for (const auto* action :
       {R"({"url":{}})", R"({"truncate":99})", R"({"redact":"email"})"}) {
    CHECK(let_out(action, R"({"a":"b"})", 0, Fields::Kind::Json) == "-");
  }
}

TEST_CASE("transform: cuts addresses", "[transform]") {
  const auto cut = [](const char* rule, std::string_view url) {
    return let_out(std::string(R"({"url":)") + rule + "}", url);
  };
  CHECK(cut("{}", "/a?x=1#y") == "/a");
  CHECK(
      cut(R"({"keepQuery":["utm_*"]})", "https://u:p@h/a?utm_a=1&b=2&utm_c") ==
      "https://h/a?utm_a=1&utm_c");
  CHECK(cut(R"({"keepQuery":["utm_*","q"]})",
            "/?utm%5Fid=1&UTM_ID=2&q=3&query=4") == "/?utm%5Fid=1&q=3");
  CHECK(cut(R"({"keepQuery":["utm_*"]})", "/#!/r?token=1") == "/#!/r");
  CHECK(cut(R"({"pathDepth":1})", "https://h/a/b/c?x#/r") == "https://h/a");
  CHECK(cut(R"({"pathDepth":0})", "https://h/a/b") == "https://h");
  CHECK(cut(R"({"pathDepth":9})", "https://h/a/b") == "https://h/a/b");
  CHECK(cut("{}", "").empty());
}

TEST_CASE("sha256: agrees with the published examples", "[sha256]") {
  // https://csrc.nist.gov/projects/cryptographic-standards-and-guidelines/example-values
  CHECK(std::string_view(sha256_hex("abc")) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(std::string_view(sha256_hex(std::string(1000, 'a'))) ==
        "41edece42d63e8d9bf515a9ba6932e1c20cbc9f5a5d134645adb5db1b9737ea3");
  // RFC 4231, cases 2 and 6.
  CHECK(std::string_view(
            hmac_sha256_hex("Jefe", "what do ya want for nothing?")) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(std::string_view(hmac_sha256_hex(
            std::string(131, '\xaa'),
            "Test Using Larger Than Block-Size Key - Hash Key First")) ==
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54");
}

}  // namespace
}  // namespace sluice
