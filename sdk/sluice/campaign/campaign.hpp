#pragma once

#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/base/url.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// What an address says of the campaign that led to it, as fields: "utm.*"
// decoded and otherwise as written, "campaign.*" the same for grouping, then
// "click_id.*". Absent parameters are absent fields.
//
// Reads the query, then the fragment ("#utm_source=x", "#/route?utm_source=x").
// Of equal parameters the first wins, as URLSearchParams.get() has it. Values
// are cut to kMaxCampaignBytes; parameters behind the first kMaxParameters of
// either are not looked at.
[[nodiscard]] Fields parse_campaign(const Url& url);

// A value for grouping: trimmed, inner white space joined to one space, ASCII
// letters in lower case. GA4's channel rules compare the raw value, people the
// normalised one, so events carry both.
[[nodiscard]] Text normalise_campaign_value(std::string_view value);

// `key` is one that parse_campaign reads: an address that differs only in such
// parameters shows the same page.
[[nodiscard]] bool is_campaign_parameter(std::string_view key) noexcept;

// A campaign as members of the object that `out` is in, and back. Reading
// ignores what it does not know.
void write_campaign(json::Writer& out, const Fields& campaign);
[[nodiscard]] Fields read_campaign(json::Value record);

}  // namespace sluice
