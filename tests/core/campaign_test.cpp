#include "sluice/campaign/campaign.hpp"

#include <catch2/catch.hpp>
#include <string>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

Fields parse(const std::string& url) {
  Text unusual;
  return parse_campaign(split_url(url), {}, unusual);
}

TEST_CASE("campaign: values are cut at their cap", "[campaign]") {
  for (const std::size_t size :
       {kMaxCampaignBytes - 1, kMaxCampaignBytes, kMaxCampaignBytes + 1}) {
    const Fields fields = parse("/?utm_source=" + std::string(size, 'x'));
    CHECK(fields.text("utm.source").size() ==
          std::min(size, kMaxCampaignBytes));
  }
}

TEST_CASE("campaign: the last of 10,000 parameters is read", "[campaign]") {
  const auto kind = GENERATE("&x=1", "&utm_term=t", "&%75tm_term", "&=", "&");
  std::string query;
  for (int i = 1; i < 10000; ++i) query += kind;
  CHECK(parse("/?" + query + "&utm_source=a").text("utm.source") == "a");
}

TEST_CASE("campaign: what is kept on the device comes back", "[campaign]") {
  const Fields fields = parse("/?utm_source=News&utm_id=7&gclid=abc");
  Text text;
  json::Writer out(text);
  out.begin_object();
  write_campaign(out, fields);
  out.end_object();
  json::Document document;
  REQUIRE_FALSE(document.read(text));
  const Fields read = read_campaign(document.root(), {});
  CHECK(read.text("utm.source") == "News");
  CHECK(read.text("campaign.source") == "news");
  CHECK(read.text("utm.id") == "7");
  CHECK(read.text("click_id.gclid") == "abc");
}

TEST_CASE("campaign: a million second queries are read once", "[campaign]") {
  const std::string kind = GENERATE(
      "?", "?a", "?utm_id", "?a=", "?utm_id=", "?amp;", "&?", "&a?utm_id=");
  std::string query;
  while (query.size() < 1000000) query += kind;
  CHECK(parse("/?" + query + "&a?utm_term=t").text("utm.term") == "t");
}

TEST_CASE("campaign: a million brackets are one value", "[campaign]") {
  const std::string brackets = std::string(500000, '{') + "x";
  const Fields fields =
      parse("/?utm_source=" + brackets + "&gclid=" + brackets);
  CHECK(fields.text("campaign.source").size() == kMaxCampaignBytes);
  CHECK(parse("/?gclid=" + brackets + "}").empty());
}

TEST_CASE("campaign: every prefix of a hostile address is parsed",
          "[campaign]") {
  const std::string url =
      "https://x/?utm_source=%E2%82&&=&utm_%73ource=b&gclid?amp;?UTM_ID=${}"
      "#?utm_medium=%";
  for (std::size_t i = 0; i <= url.size(); ++i) (void)parse(url.substr(0, i));
  CHECK(parse(url).text("utm.source") == "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace sluice
