#pragma once

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/session/session.hpp"

namespace sluice {

// This browser, for at most kVisitorMaxMs; never renewed.
struct Visitor {
  Text id;
  double created_ms = 0;
};

// The JSON objects as which both are kept on the device. Reading gives an empty
// one for whatever is not what writing writes (another script may have written
// there), has expired at `now_ms`, or lies in the future by more than a day.
void write_visitor(json::Writer& out, const Visitor& visitor);
[[nodiscard]] Visitor read_visitor(json::Value record, double now_ms);

// `campaign`: what of the session's may be kept.
void write_session(json::Writer& out, const Session& session,
                   const Fields& campaign);
// `own`: the site's own campaign parameters (campaign/arrival.hpp).
[[nodiscard]] Session read_session(json::Value record, double now_ms,
                                   std::string_view own);

}  // namespace sluice
