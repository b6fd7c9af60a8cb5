#include "sluice/inspect/errors.hpp"

namespace sluice::inspect {

void write_error(std::string_view message, json::Writer& out) {
  out.begin_object().text("error", message).end_object();
}

Text flaw_text(const Flaw& flaw) {
  const std::string_view part = flaw.part.empty() ? "the string" : flaw.part;
  return join({part, " ", flaw.what});
}

void write_flaw(const Flaw& flaw, json::Writer& out) {
  out.begin_object()
      .text("error", flaw_text(flaw))
      .integer("at", static_cast<double>(flaw.at));
  if (flaw.bit) out.integer("bit", static_cast<double>(*flaw.bit));
  out.end_object();
}

}  // namespace sluice::inspect
