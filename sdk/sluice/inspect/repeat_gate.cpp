#include "sluice/consent/gate.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/situation.hpp"
#include "sluice/inspect/source.hpp"

namespace sluice::inspect {

void repeat_gate(json::Value request, json::Writer& out) {
  Source source;
  if (const auto error = source.read(request.member("policy"), "policy")) {
    return write_error(*error, out);
  }
  Situation situation(source.policy());
  if (const auto error = situation.read(request)) {
    return write_error(*error, out);
  }
  const auto to = source.policy().member("destinations").first().name();
  double bytes = 0;
  for (double n = request.member("times").number_or(1); n > 0; --n) {
    bytes += static_cast<double>(
        admit(situation.consent, situation.event, to, Ruling::Send)
            .json.size());
  }
  out.begin_object().integer("bytes", bytes).end_object();
}

}  // namespace sluice::inspect
