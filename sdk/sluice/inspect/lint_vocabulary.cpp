#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

void check_events(json::Value names, const Vocabulary& vocabulary,
                  Remarks& remarks) {
  each_one(names, [&](json::Value glob) {
    auto flaw = vocabulary.event_flaw(glob.text());
    if (flaw) remarks.warn_at(glob, "P013", std::move(*flaw));
  });
}

void check_field(json::Value glob, const Vocabulary& vocabulary,
                 Remarks& remarks) {
  auto flaw = vocabulary.field_flaw(glob.text());
  if (!flaw) return;
  if (flaw->is_certain) {
    remarks.error_at(glob, "P012", std::move(flaw->message));
  } else {
    remarks.warn_at(glob, "P012", std::move(flaw->message));
  }
}

}  // namespace

void lint_vocabulary(const Policy& policy, Vocabulary& vocabulary,
                     Remarks& remarks) {
  vocabulary.add_events(policy.member("ownEvents"));
  auto event = policy.member("events").first();
  for (; event.exists(); event = event.next()) {
    check_events(event.member("name"), vocabulary, remarks);
  }
  auto destination = policy.member("destinations").first();
  for (; destination.exists(); destination = destination.next()) {
    check_events(destination.member("events"), vocabulary, remarks);
  }
  auto field = policy.member("fields").first();
  for (; field.exists(); field = field.next()) {
    each_one(field.member("path"),
             [&](json::Value glob) { check_field(glob, vocabulary, remarks); });
  }
}

}  // namespace sluice::inspect
