#include "sluice/json/writer.hpp"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <string>

namespace sluice::json {
namespace {

std::string str(std::string_view text) { return std::string(text); }

TEST_CASE("writer: commas are its business", "[writer]") {
  Text out;
  Writer(out)
      .begin_object()
      .text("a", "x")
      .name("b")
      .begin_array()
      .integer(1)
      .boolean(false)
      .begin_object()
      .end_object()
      .end_array()
      .name("c")
      .raw("null")
      .end_object();
  CHECK(str(out) == R"({"a":"x","b":[1,false,{}],"c":null})");
}

TEST_CASE("writer: every byte of text survives a JSON parser", "[writer]") {
  std::string text;
  for (int c = 0; c < 128; ++c) text.push_back(static_cast<char>(c));
  text += "\xC3\xA9\xF0\x9F\x98\x80";
  Text out;
  append_quoted(out, text);
  CHECK(nlohmann::json::parse(str(out)).get<std::string>() == text);
}

TEST_CASE("append_value: copies a value and counts the texts it cuts",
          "[writer]") {
  Document document;
  REQUIRE_FALSE(document.read(R"({"a":"12345","b":["123456",1.0,null]})"));
  Text out;
  CHECK(append_value(out, document.root(), 5) == 1);
  CHECK(str(out) == R"({"a":"12345","b":["12345",1.0,null]})");
}

}  // namespace
}  // namespace sluice::json
