#include "sluice/attribution/touches.hpp"

#include <catch2/catch.hpp>

#include "host.hpp"
#include "sluice/base/limits.hpp"

namespace sluice::test {
namespace {

constexpr double kHourMs = 60 * 60 * 1000.0;
constexpr double kVisitMs = 1000 * kHourMs;

Touch touch(double hour, std::string_view source) {
  Fields arrival;
  arrival.add_present("utm.source", source);
  arrival.add_text("campaign.channel", source.empty() ? "Direct" : "Referral");
  return make_visit(arrival, hour * kHourMs);
}

Touch seen(double hour, std::string_view name) {
  return make_view(name, hour * kHourMs);
}

Json kept(const Touches& touches) {
  Text text;
  json::Writer out(text);
  touches.write(out);
  return Json::parse(std::string_view(text));
}

// The sources of all touches: "a,b,[v],".
std::string sources(const Touches& touches) {
  std::string all;
  for (const Json& one : kept(touches)) {
    const std::string source = one["source"];
    all += (one["kind"] == "view" ? "[" + source + "]" : source) + ",";
  }
  return all;
}

TEST_CASE("touches: a reload is not a touch", "[touches]") {
  Touches touches;
  CHECK(touches.add(touch(1, "a"), kHourMs));
  // In the same visit, however long that is,
  CHECK_FALSE(touches.add(touch(20, "a"), kHourMs));
  // and where sessions are not kept, for as long as one would last.
  CHECK_FALSE(touches.add(touch(1.4, "a"), 1.4 * kHourMs));
  CHECK(touches.add(touch(2, "a"), 2 * kHourMs));
  CHECK(sources(touches) == "a,a,");
}

TEST_CASE("touches: a visit is direct only where nothing else began it",
          "[touches]") {
  Touches touches;
  CHECK(touches.add(touch(1, "a"), kHourMs));
  CHECK_FALSE(touches.add(touch(2, ""), kHourMs));
  CHECK(touches.add(touch(3, ""), 3 * kHourMs));
  CHECK(sources(touches) == "a,(direct),");
}

TEST_CASE("touches: another campaign in a visit is one", "[touches]") {
  Touches touches;
  CHECK(touches.add(touch(1, "a"), kHourMs));
  CHECK(touches.add(touch(1.1, "b"), kHourMs));
  // Back to the first page.
  CHECK_FALSE(touches.add(touch(1.2, "a"), kHourMs));
  CHECK(sources(touches) == "a,b,");
}

TEST_CASE("touches: of too many the second goes, never the first",
          "[touches]") {
  for (const std::size_t count :
       {kMaxTouches - 1, kMaxTouches, kMaxTouches + 1, kMaxTouches + 9}) {
    Touches touches;
    for (std::size_t i = 0; i < count; ++i) {
      const auto hour = static_cast<double>(i + 1);
      touches.add(touch(hour, std::to_string(i)), hour * kHourMs);
    }
    CHECK(touches.all().size() == std::min(count, kMaxTouches));
    const Json all = kept(touches);
    CHECK(all.front()["source"] == "0");
    CHECK(all.back()["source"] == std::to_string(count - 1));
  }
}

TEST_CASE("touches: views make room for visits", "[touches]") {
  Touches touches;
  touches.add(touch(1, "a"), kHourMs);
  for (std::size_t i = 0; i < 2 * kMaxTouches; ++i) {
    touches.add_view(seen(2 + static_cast<double>(i), std::to_string(i)));
  }
  touches.add(touch(99, "b"), 99 * kHourMs);
  CHECK(touches.all().size() == kMaxTouches);
  CHECK(kept(touches).front()["source"] == "a");
  CHECK(touches.first()->time_ms == kHourMs);
  CHECK(touches.last()->time_ms == 99 * kHourMs);
}

TEST_CASE("touches: what is clicked was not only seen", "[touches]") {
  Touches touches;
  touches.add(touch(1, "a"), kHourMs);
  touches.add_view(seen(2, "banner"));
  touches.add_view(seen(3, "teaser"));
  touches.add_view(seen(4, "banner"));
  CHECK(sources(touches) == "a,[teaser],[banner],");
  CHECK(touches.remove_view(seen(9, "banner")));
  CHECK_FALSE(touches.remove_view(seen(9, "a")));
  CHECK(sources(touches) == "a,[teaser],");
}

void read(Touches& touches, const Json& list, double now_ms) {
  json::Document document;
  REQUIRE_FALSE(document.read(list.dump()));
  touches.read(document.root(), now_ms, 90 * 24 * kHourMs, kVisitMs);
}

TEST_CASE("touches: are read as they were written", "[touches]") {
  Touches touches;
  Fields paid;
  paid.add_text("utm.source", "google");
  paid.add_text("utm.medium", "cpc");
  paid.add_text("utm.campaign", "autumn \"26\"");
  paid.add_text("click_id.gclid", "x");
  paid.add_text("campaign.channel", "Paid Search");
  touches.add(make_visit(paid, 1000 * kHourMs), kVisitMs);
  touches.add_view(seen(1001, "banner"));
  CHECK(kept(touches)[0] == Json{{"time", 1000 * kHourMs},
                                 {"kind", "click"},
                                 {"channel", "Paid Search"},
                                 {"source", "google"},
                                 {"medium", "cpc"},
                                 {"campaign", "autumn \"26\""},
                                 {"click_id", true}});
  Touches again;
  read(again, kept(touches), 1001 * kHourMs);
  CHECK(kept(again) == kept(touches));
}

TEST_CASE("touches: those here come behind those of the device", "[touches]") {
  Touches touches;
  touches.add(touch(1000.2, "a"), kVisitMs);
  touches.add(touch(1000.3, "b"), kVisitMs);
  read(touches,
       {{{"time", 900 * kHourMs}, {"kind", "click"}, {"source", "old"}},
        {{"time", 1000.1 * kHourMs},
         {"kind", "click"},
         {"channel", "Referral"},
         {"source", "a"},
         {"medium", ""}}},
       1001 * kHourMs);
  CHECK(sources(touches) == "old,a,b,");
}

TEST_CASE("touches: what another script wrote there is not taken",
          "[touches]") {
  const double now_ms = 10000 * kHourMs;
  const Json times = {now_ms - 90 * 24 * kHourMs - 1,
                      now_ms + 24 * kHourMs + 1,
                      "text",
                      nullptr,
                      -1,
                      1e300};
  Json list = {7, "text", nullptr, Json::array(), Json::object()};
  for (const Json& time : times) {
    list.push_back({{"time", time}, {"kind", "click"}});
  }
  list.push_back({{"time", now_ms}, {"kind", "other"}});
  Touches touches;
  read(touches, list, now_ms);
  CHECK(touches.all().empty());
  for (const Json& other : {Json(7), Json("x"), Json::object()}) {
    read(touches, other, now_ms);
    CHECK(touches.all().empty());
  }
}

TEST_CASE("touches: long texts are cut at a whole character", "[touches]") {
  std::string text;
  while (text.size() < kMaxTouchTextBytes + 9) text += "\u00e9x";
  Touches touches;
  read(touches,
       Json::array({{{"time", 1}, {"kind", "click"}, {"source", text}}}), 1);
  const std::string source = kept(touches)[0]["source"];
  CHECK(source.size() == kMaxTouchTextBytes - 1);
}

}  // namespace
}  // namespace sluice::test
