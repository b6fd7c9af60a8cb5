// The mistakes that people make in JSON, each by name and place.
#include "inspect.hpp"

namespace sluice::test {
namespace {

// "LINE:COLUMN: why" of what is wrong with a text.
std::string mistake(const std::string& text) {
  const Json answer = ask({{"ask", "check_json"}, {"text", text}});
  if (!answer.contains("mistake")) return "none";
  return std::to_string(int(answer["line"])) + ":" +
         std::to_string(int(answer["column"])) + ": " +
         answer["mistake"].get<std::string>();
}

TEST_CASE("json_mistake: says what a person did, and where", "[json_mistake]") {
  struct Mistake {
    const char* text;
    const char* said;
  };
  for (const auto& [text, said] : {
           Mistake{"{\"a\": 1,\n}", "1:8: a comma before the closing brace }"},
           Mistake{"[1, 2,]", "1:6: a comma before the closing bracket ]"},
           Mistake{"{\n  // ours\n}",
                   "2:3: comments are not JSON; write a \"note\" instead"},
           Mistake{"{\"a\": /* one */ 1}",
                   "1:7: comments are not JSON; write a \"note\" instead"},
           Mistake{"{\"a\": 1} # end",
                   "1:10: comments are not JSON; write a \"note\" instead"},
           Mistake{"{'a': 1}", "1:2: single quotes: JSON has double quotes"},
           Mistake{"{\"a\": 'b'}",
                   "1:7: single quotes: JSON has double quotes"},
           Mistake{"{\"a\": `b`}", "1:7: backquotes: JSON has double quotes"},
           Mistake{"{\xe2\x80\x9c"
                   "a\": 1}",
                   "1:2: a typographic quote, as word processors make them: "
                   "JSON has \""},
           Mistake{"{\"a\": 1\n \"b\": 2}",
                   "1:8: a comma is missing behind the member that ends here"},
           Mistake{"[1 2]",
                   "1:3: a comma is missing behind the element that ends here"},
           Mistake{"[{} {}]",
                   "1:4: a comma is missing behind the element that ends here"},
           Mistake{"{\"a\": \"b,\n \"c\": 1}",
                   "1:7: a text without its closing quote on this line"},
           Mistake{"{\"a\": \"b}", "1:7: a text without its closing quote"},
           Mistake{"{\"a\": b}", "1:7: a text needs double quotes: \"b\""},
           Mistake{"{a: 1}", "1:2: a name needs double quotes: \"a\""},
           Mistake{"{1: 1}", "1:2: a name needs double quotes: \"1\""},
           Mistake{"{\"a\" 1}", "1:5: a colon is missing behind \"a\""},
           Mistake{"{\"a\" = 1}", "1:6: a colon stands behind a name, not ="},
           Mistake{"{\"a\": }", "1:7: a value is missing behind \"a\""},
           Mistake{"{\"a\":, \"b\": 1}",
                   "1:6: a value is missing behind \"a\""},
           Mistake{"{\"a\": 1; \"b\": 2}", "1:8: a comma separates, not ;"},
           Mistake{"{\"a\": 1,, \"b\": 2}", "1:9: two commas in a row"},
           Mistake{"[,1]", "1:2: a comma with nothing before it"},
           Mistake{"{\"a\": {\n\"b\": 1}",
                   "1:1: the brace { here is never closed"},
           Mistake{"[1, [2]", "1:1: the bracket [ here is never closed"},
           Mistake{"{\"a\": [1, 2}",
                   "1:12: brace } closes nothing: the bracket [ of line 1 is "
                   "open, which bracket ] closes"},
           Mistake{"{}}", "1:3: brace } too much: everything is closed"},
           Mistake{"{} {}",
                   "1:4: more behind the end: one file has one value, which "
                   "ends before this"},
           Mistake{"{},", "1:3: a comma behind the end"},
           Mistake{"[\"a\": 1]", "1:5: a name in a list: only { } has names"},
           Mistake{"{\"a\": \"say \"hi\"\"}",
                   "1:13: a quote within a text is written \\\"; or a comma is "
                   "missing here"},
           Mistake{"{\"a\": True}", "1:7: True is written true in JSON"},
           Mistake{"{\"a\": undefined}",
                   "1:7: JSON has no undefined; leave the member out, or write "
                   "null"},
           Mistake{"{\"a\": NaN}",
                   "1:7: JSON has no NaN; leave the member out, or write null"},
           Mistake{"{\"a\": +1}", "1:7: a number has no + before it"},
           Mistake{"{\"a\": .5}",
                   "1:7: a number begins with a digit: 0.5, not .5"},
           Mistake{"{\"a\": 5.}", "1:9: a number needs a digit behind ."},
           Mistake{"{\"a\": 007}", "1:7: a number does not begin with 0"},
           Mistake{"{\"a\": 13mo}",
                   "1:7: a text needs double quotes: \"13mo\""},
           Mistake{"{\"a\": \"C:\\dir\"}",
                   "1:10: \\d is no escape of JSON; a backslash itself is "
                   "written \\\\"},
           Mistake{"{\"a\": \"\\u12\"}",
                   "1:8: \\u needs four hexadecimal digits"},
           Mistake{"{\"a\": \"b\tc\"}", "1:9: a tab in a text is written \\t"},
           Mistake{"", "1:1: there is nothing in it"},
           Mistake{"\n\n", "3:1: there is nothing in it"},
           Mistake{"<html>", "1:1: this is HTML or XML, not JSON"},
           Mistake{"export default {}",
                   "1:1: this is JavaScript, not JSON: a policy is data alone"},
           Mistake{"[1, ?]", "1:5: ? where a value is expected"},
       }) {
    INFO(text);
    CHECK(mistake(text) == said);
    // Whatever we say, the reader has refused it, and the reverse.
    json::Document document;
    CHECK(document.read(text).has_value());
  }
}

TEST_CASE("json_mistake: finds none where the reader finds none",
          "[json_mistake]") {
  for (const char* text :
       {"{}", "[]",
        " {\"a\": [1, -0.5e+3, true, false, null, \"\\u00e9\\n\"]}\n",
        "\xef\xbb\xbf{}", "\"a\"", "0", "-0", "1E5", "{\"\": {\"\": []}}"}) {
    INFO(text);
    CHECK(mistake(text) == "none");
    json::Document document;
    CHECK_FALSE(document.read(text).has_value());
  }
}

TEST_CASE("json_mistake: has words for every text that is cut off",
          "[json_mistake]") {
  const std::string text =
      "{\"a\": [1, -2.5e3, {\"b\": \"c\\u00e9\\\"\"}], \"d\": null, \"e\": "
      "true}";
  for (std::size_t size = 0; size < text.size(); ++size) {
    INFO(text.substr(0, size));
    CHECK(mistake(text.substr(0, size)) != "none");
  }
}

TEST_CASE("json_mistake: depth does not matter", "[json_mistake]") {
  CHECK(mistake(std::string(100000, '[')) == "none");
}

}  // namespace
}  // namespace sluice::test
