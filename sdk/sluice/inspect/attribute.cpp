#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/path.hpp"

namespace sluice::inspect {
namespace {

void write_weights(const std::vector<TouchWeight>& touches, json::Writer& out) {
  out.name("weights").begin_array();
  for (const TouchWeight& one : touches) out.integer(one.weight);
  out.end_array();
}

}  // namespace

void attribute(json::Value request, json::Writer& out) {
  Attribution attribution;
  if (const auto flaw = read_attribution(request, attribution)) {
    out.begin_object().text("error", *flaw).boolean("asked", true);
    out.end_object();
    return;
  }
  json::Document document;
  Path path;
  auto flaw = read_line(document, request.member("text").text());
  if (!flaw) flaw = path.read(document.root());
  if (flaw) return write_error(*flaw, out);
  out.begin_object().name("answers").begin_array();
  for (const auto name : kModelNames) {
    const auto model = *find_model(name);
    const bool is_asked = request.member("model").exists();
    if (is_asked && model != attribution.model) continue;
    Attribution one = attribution;
    one.model = model;
    out.begin_object();
    if (!is_asked) out.name("model").text(name);
    assign_weights(path.touches, path.converted_ms, one);
    write_weights(path.touches, out);
    out.end_object();
  }
  out.end_array().end_object();
}

}  // namespace sluice::inspect
