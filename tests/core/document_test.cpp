#include "sluice/json/document.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/base/limits.hpp"

namespace sluice::json {
namespace {

TEST_CASE("document: values are found by name and order", "[document]") {
  Document document;
  REQUIRE_FALSE(document.read(R"({"a":[1,"x",null,true],"b":{"c":-2.50}})"));
  const Value root = document.root();
  Value item = root.member("a").first();
  CHECK(item.number() == 1);
  item = item.next();
  CHECK(item.text() == "x");
  item = item.next();
  CHECK(item.is(Kind::Null));
  item = item.next();
  CHECK(item.is_bool());
  CHECK_FALSE(item.next().exists());
  CHECK(root.member("b").member("c").text() == "-2.50");
  CHECK(root.member("b").name() == "b");
}

TEST_CASE("document: what is absent answers every question", "[document]") {
  Document document;
  const Value none = document.root().member("a").first().next().member("b");
  CHECK_FALSE(none.exists());
  CHECK(none.text().empty());
  CHECK_FALSE(none.number());
  CHECK_FALSE(none.is(Kind::Null));
}

TEST_CASE("document: a value is found again by its pointer", "[document]") {
  Document document;
  REQUIRE_FALSE(
      document.read(R"({"a":[[],{"b/~":{"c":1}}],"":[2,[3]],"d":4})"));
  const auto pointer = [](Value from, Value value) {
    return std::string(std::string_view(pointer_to(from, value)));
  };
  const Value root = document.root();
  const Value inner = root.member("a").first().next().member("b/~");
  CHECK(pointer(root, inner) == "/a/1/b~1~0");
  CHECK(pointer(root, inner.member("c")) == "/a/1/b~1~0/c");
  CHECK(pointer(inner, inner.member("c")) == "/c");
  CHECK(pointer(root, root.member("a").first()) == "/a/0");
  CHECK(pointer(root, root.member("").first().next().first()) == "//1/0");
  CHECK(pointer(root, root.member("d")) == "/d");
  CHECK(pointer(inner, root.member("d")).empty());
  CHECK(pointer(root, Value()).empty());
}

TEST_CASE("document: the last of equal names counts, as in JSON.parse",
          "[document]") {
  Document document;
  REQUIRE_FALSE(document.read(R"({"a":1,"a":2})"));
  CHECK(document.root().member("a").number() == 2);
}

TEST_CASE("document: text is unescaped, numbers stay as written",
          "[document]") {
  Document document;
  REQUIRE_FALSE(document.read(R"(["\u00e9\n\"\\\/", 19.90, 1E2, 7])"));
  Value item = document.root().first();
  CHECK(item.text() == "\xC3\xA9\n\"\\/");
  CHECK((item = item.next()).text() == "19.90");
  CHECK((item = item.next()).text() == "1E2");
  CHECK((item = item.next()).text() == "7");
}

TEST_CASE("document: nesting is capped", "[document]") {
  Document document;
  const std::string at_cap =
      std::string(kMaxDepth, '[') + std::string(kMaxDepth, ']');
  CHECK_FALSE(document.read(at_cap));
  const auto error = document.read("[" + at_cap + "]");
  REQUIRE(error);
  CHECK(std::string_view(error->message) == "nested too deep");
  CHECK_FALSE(document.root().exists());
}

TEST_CASE("document: the number of values is capped", "[document]") {
  const auto list = [](std::size_t items) {
    std::string text = "[1";
    for (std::size_t i = 1; i < items; ++i) text += ",1";
    return text + "]";
  };
  Document document;
  CHECK_FALSE(document.read(list(kMaxNodes - 2)));
  CHECK_FALSE(document.read(list(kMaxNodes - 1)));
  REQUIRE(document.read(list(kMaxNodes)));
}

TEST_CASE("document: an error says line, column and what was expected",
          "[document]") {
  Document document;
  const auto error = document.read("{\n  \"a\": tru\n}");
  REQUIRE(error);
  CHECK(error->line == 2);
  CHECK(error->column == 11);
  CHECK(std::string_view(error->message).find("invalid literal") !=
        std::string_view::npos);
}

TEST_CASE("document: bad UTF-8 is refused", "[document]") {
  Document document;
  CHECK(document.read("\"\xFF\""));
  CHECK(document.read("\"\xC3\""));
}

TEST_CASE("document: every prefix is refused or read, and none crashes",
          "[document]") {
  const std::string text =
      R"({"fact":"track","wall":1700000000123,"a":["\ud83d\ude00",-1.5e-3,)"
      R"(null,{"b":false}]})";
  Document document;
  for (std::size_t i = 0; i < text.size(); ++i) {
    INFO(i);
    CHECK(document.read(text.substr(0, i)));
  }
  CHECK_FALSE(document.read(text));
}

TEST_CASE("surrogates: the end of the text is no pair", "[document]") {
  for (std::string text :
       {R"(\ud83d)", R"(\ud83d\)", R"(\ud83d\ude)", R"(\)"}) {
    mend_surrogates(text.data(), text.size());
    CHECK(text.find("\\ud83d") == std::string::npos);
  }
}

}  // namespace
}  // namespace sluice::json
