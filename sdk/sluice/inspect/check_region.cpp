#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/place_names.hpp"

namespace sluice::inspect {

void check_region(json::Value request, json::Writer& out) {
  const auto flaw = visitor_flaw(request.member("region").text());
  if (flaw) return write_error(*flaw, out);
  out.begin_object().end_object();
}

}  // namespace sluice::inspect
