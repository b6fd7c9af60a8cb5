#include "sluice/attribution/touch.hpp"

#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/campaign/campaign.hpp"
#include "sluice/campaign/channel.hpp"

namespace sluice {
namespace {

constexpr std::string_view kViewChannel = "View-through";
constexpr std::array kParts = {"channel", "source", "medium", "campaign"};

using Parts = std::array<std::string_view, kParts.size()>;

Touch make_touch(double time_ms, bool is_view, const Parts& parts,
                 bool has_click_id) {
  Touch touch{time_ms, is_view, !is_view && is_direct(parts[0], parts[1]), {}};
  json::Writer out(touch.way);
  out.begin_object().text("kind", is_view ? "view" : "click");
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    if (parts[i].empty()) continue;
    out.text(kParts[i], cut(parts[i], kMaxTouchTextBytes));
  }
  // The id itself is not kept, only that there is one.
  if (has_click_id) out.boolean("click_id", true);
  out.end_object();
  return touch;
}

Referrer referrer_of(const Fields& arrival) {
  Referrer referrer;
  const auto name = arrival.text("referrer.class");
  for (auto i = ReferrerClass::None; i <= ReferrerClass::Referral;
       i = static_cast<ReferrerClass>(static_cast<int>(i) + 1)) {
    if (referrer_class_name(i) == name) referrer.kind = i;
  }
  referrer.host = Text(arrival.text("referrer.host"));
  return referrer;
}

}  // namespace

bool is_direct(std::string_view channel, std::string_view source) noexcept {
  return channel.empty() ? source.empty()
                         : equals_ignoring_case(channel, "direct");
}

Touch make_visit(const Fields& arrival, double time_ms) {
  const Referrer referrer = referrer_of(arrival);
  const Traffic traffic = traffic_of(arrival, referrer);
  return make_touch(time_ms, false,
                    {arrival.text(kChannelField), traffic.source,
                     traffic.medium, traffic.campaign},
                    arrival.has_group("click_id"));
}

Touch make_view(std::string_view name, double time_ms) {
  return make_touch(time_ms, true, {kViewChannel, name}, false);
}

void write_touch(json::Writer& out, const Touch& touch) {
  const std::string_view way = touch.way;
  out.raw(
      join({R"({"time":)", integer_text(touch.time_ms), ",", way.substr(1)}));
}

Touch read_touch(json::Value value) {
  const auto kind = value.member("kind");
  const bool is_view = kind.says("view");
  if (!is_view && !kind.says("click")) return {};
  Parts parts;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    parts[i] = value.member(kParts[i]).text();
  }
  return make_touch(value.member("time").number_or(-1), is_view, parts,
                    value.is_set("click_id"));
}

}  // namespace sluice
