#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"

namespace sluice::inspect {

void check_json(json::Value request, json::Writer& out) {
  const auto text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  out.begin_object();
  if (const auto mistake = find_json_mistake(text.text())) {
    out.integer("line", static_cast<double>(mistake->line))
        .integer("column", static_cast<double>(mistake->column))
        .text("mistake", mistake->message);
  }
  out.end_object();
}

}  // namespace sluice::inspect
