#include "sluice/conversion/goals.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/duplicates.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/lint_goals.hpp"
#include "sluice/inspect/schema.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr const char* kJsonCode = "G001";

void check_form(json::Value root, Remarks& remarks) {
  json::Document schema;
  (void)schema.read(goals_schema());
  check_duplicates(root, kJsonCode, remarks);
  check_schema(root, schema.root(), "G002", remarks);
}

// What the page itself would say.
void check_meaning(const Mistakes& mistakes, Remarks& remarks) {
  for (const auto& [at, what] : mistakes) {
    remarks.error_at(at, "G003", Text(what));
  }
}

double count_goals(json::Value root) noexcept {
  const bool is_list = root.is(json::Kind::Array);
  double count = 0;
  auto one = is_list ? root.first() : root.member("goals").first();
  for (; one.exists(); one = one.next()) ++count;
  return count;
}

}  // namespace

void check_goals(json::Value request, json::Writer& out) {
  const auto text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  Goals goals;
  Mistakes mistakes;
  auto error = goals.read(text, mistakes);
  if (error) error = in_words(text.text(), std::move(*error));
  const Places places(text.text(), goals.root());
  Remarks remarks(places);
  if (error) {
    remarks.error_at(Place{error->line, error->column}, kJsonCode,
                     error->message);
  } else {
    check_form(goals.root(), remarks);
  }
  if (remarks.errors() == 0) check_meaning(mistakes, remarks);
  if (remarks.errors() == 0) {
    for (const auto goal : goals.all()) lint_goal(goal, remarks);
  }
  out.begin_object();
  remarks.write(out);
  out.integer("goals", count_goals(goals.root())).end_object();
}

}  // namespace sluice::inspect
