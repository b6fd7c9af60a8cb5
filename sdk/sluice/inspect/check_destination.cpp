#include "sluice/destination/description.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/duplicates.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/lint_template.hpp"
#include "sluice/inspect/schema.hpp"

namespace sluice::inspect {
namespace {

// Whether browsers send a request of that Content-Type without asking, as far
// as it is written out.
// https://fetch.spec.whatwg.org/#cors-safelisted-request-header
bool is_simple(json::Value type) noexcept {
  return type.text().starts_with("text/plain") ||
         type.says("application/x-www-form-urlencoded");
}

// A preflight costs more time than gzip saves.
void lint_gzip(json::Value description, Remarks& remarks) {
  const auto gzip = description.member("gzip");
  const bool asks_anyway = description.member("headers").first().exists() ||
                           !is_simple(description.member("type"));
  if (asks_anyway) return;
  const auto type = gzip.member("type");
  auto wrong = gzip.member("headers").first();
  if (!wrong.exists() && type.exists() && !is_simple(type)) wrong = type;
  if (!wrong.exists()) return;
  remarks.warn_at_name(wrong, "D005",
                       Text("with it browsers ask first (CORS preflight) where "
                            "a body is gzipped, and only there"));
}

}  // namespace

void check_destination(json::Value request, json::Writer& out) {
  const auto text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  constexpr const char* kJsonCode = "D001";
  json::Document description;
  const auto error = read_json(description, text.text());
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
    lint_gzip(description.root(), remarks);
  }
  double kinds = 0;
  auto form = description.root().member("events").first();
  for (; form.exists(); form = form.next()) ++kinds;
  out.begin_object();
  remarks.write(out);
  out.integer("kinds", kinds).end_object();
}

}  // namespace sluice::inspect
