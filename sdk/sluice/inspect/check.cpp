#include "sluice/base/limits.hpp"
#include "sluice/consent/regions.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/duplicates.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/json_mistake.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/schema.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

void check_whole(const Policy& policy, Vocabulary& vocabulary,
                 Remarks& remarks) {
  lint_names(policy, remarks);
  lint_vocabulary(policy, vocabulary, remarks);
  lint_dead_parts(policy, remarks);
  lint_order(policy, remarks);
  lint_rules(policy, remarks);
  lint_regimes(policy, remarks);
  lint_destinations(policy, remarks);
  lint_profile(policy, remarks);
  lint_never(policy, remarks);
}

bool names_group(json::Value regimes, std::string_view group) {
  bool found = false;
  for (auto one = regimes.first(); one.exists(); one = one.next()) {
    each_one(one.member("regions"), [&found, group](json::Value region) {
      found = found || region.text() == group;
    });
  }
  return found;
}

double count_of(json::Value list) noexcept {
  double count = 0;
  for (auto one = list.first(); one.exists(); one = one.next()) ++count;
  return count;
}

void write_counts(json::Value root, json::Writer& out) {
  const auto regimes = root.member("regimes");
  out.integer("regimes", count_of(regimes))
      .integer("eventRules", count_of(root.member("events")))
      .integer("fieldRules", count_of(root.member("fields")));
  if (names_group(regimes, "US-UOOM")) out.text("regionsAsOf", kRegionsAsOf);
}

}  // namespace

void check(json::Value request, json::Writer& out) {
  const auto text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  json::Document document;
  auto error = read_json(document, text.text());
  if (!error && text.text().size() > kMaxFactBytes) {
    error = {1, 1,
             Text("the policy is larger than the 192 KiB that a page "
                  "takes")};
  }
  const json::Value root = error ? json::Value() : document.root();
  const Places places(text.text(), root);
  Remarks remarks(places);
  if (error) {
    remarks.error_at(Place{error->line, error->column}, "P001", error->message);
  } else {
    json::Document schema;
    (void)schema.read(policy_schema());
    check_duplicates(root, "P001", remarks);
    check_schema(root, schema.root(), "P002", remarks);
    lint_places(root, remarks);
  }
  Policy policy;
  if (remarks.errors() == 0 && !policy.read(text.text())) {
    const Places own(text.text(), policy.root());
    Remarks all(own);
    Vocabulary vocabulary;
    vocabulary.add_events(request.member("events"));
    Part goals;
    if (const auto flaw = goals.read(request.member("goals"), "goals")) {
      return write_error(*flaw, out);
    }
    vocabulary.add_goals(goals.value());
    check_whole(policy, vocabulary, all);
    out.begin_object();
    all.write(out);
  } else {
    out.begin_object();
    remarks.write(out);
  }
  write_counts(root, out);
  out.end_object();
}

}  // namespace sluice::inspect
