#include "sluice/destination/description.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/duplicates.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/lint_template.hpp"
#include "sluice/inspect/schema.hpp"

namespace sluice::inspect {

void check_destination(json::Value request, json::Writer& out) {
  const auto text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  constexpr const char* kJsonCode = "D001";
  json::Document description;
  const auto error = description.read(text.text());
  const Places places(text.text(), description.root());
  Remarks remarks(places);
  if (error) {
    remarks.error_at(Place{error->line, error->column}, kJsonCode,
                     error->message);
  } else {
    json::Document schema;
    (void)schema.read(destination_schema());
    check_duplicates(description.root(), kJsonCode, remarks);
    check_schema(description.root(), schema.root(), "D002", remarks);
    lint_templates(description.root(), remarks);
  }
  double kinds = 0;
  auto form = description.root().member("events").first();
  for (; form.exists(); form = form.next()) ++kinds;
  out.begin_object();
  remarks.write(out);
  out.integer("kinds", kinds).end_object();
}

}  // namespace sluice::inspect
