#include "sluice/session/session.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/uuid.hpp"

namespace sluice {

bool Session::covers(double time_ms) const noexcept {
  return !id.empty() && time_ms - active_ms <= kSessionIdleMs &&
         time_ms - started_ms <= kSessionMaxMs;
}

bool enter_session(Session& session, double time_ms, Random& random) {
  if (session.covers(time_ms)) {
    if (time_ms > session.active_ms) session.active_ms = time_ms;
    return false;
  }
  session = Session{make_uuid(time_ms, random), time_ms, time_ms, {}};
  return true;
}

}  // namespace sluice
