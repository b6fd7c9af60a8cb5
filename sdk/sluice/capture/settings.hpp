#pragma once

#include "sluice/base/limits.hpp"
#include "sluice/base/text.hpp"

namespace sluice {

// Which acts of a visitor on a page are captured, and how; options of the same
// names. A kind that is off is not even listened for.
struct CaptureSettings {
  bool contacts = true;  // clicks on e-mail addresses and phone numbers
  bool dead_clicks = true;
  bool rage_clicks = true;
  bool forms = true;
  bool scroll = true;
  bool engagement = true;
  bool impressions = true;
  bool video = true;
  bool search = true;
  bool errors = false;

  // Words, as has_word() has them. What files to download end in, with a dot
  // or without; empty: the usual.
  Text download_extensions;
  // Percent of the page; GA4 has but 90.
  Text scroll_milestones{"25 50 75 90 100"};
  // Names of query parameters, as GA4 has them.
  // https://support.google.com/analytics/answer/9216061
  Text search_parameters{"q s search query keyword"};
  double impression_share = kImpressionShare;
  double impression_time_ms = kImpressionMs;
};

}  // namespace sluice
