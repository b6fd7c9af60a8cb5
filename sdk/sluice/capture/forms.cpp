#include "sluice/capture/forms.hpp"

#include <algorithm>

#include "sluice/base/limits.hpp"
#include "sluice/capture/selector.hpp"

namespace sluice {
namespace {

void describe_form(Fields& fields, json::Value fact) {
  fields.add_name("form.id", fact.member("id"));
  fields.add_name("form.name", fact.member("name"));
  fields.add_present("form.selector",
                     make_selector(fact.member("path").first()));
  const auto count = fact.member("fields").number();
  if (count) fields.add_integer("form.fields", *count);
}

Fields describe_input(json::Value fact) {
  Fields fields;
  describe_form(fields, fact);
  fields.add_name("form.field", fact.member("field"));
  fields.add_name("form.field_type", fact.member("type"));
  return fields;
}

}  // namespace

Status Forms::take_input(json::Value fact, double mono_ms, Captures& captures) {
  if (!fact.member("form").number()) return Status::BadFact;
  const auto known = find(fact);
  if (known != started_.end()) {
    known->about = describe_input(fact);
    return Status::NotCounted;
  }
  if (started_.size() == kMaxForms) return Status::NotCounted;
  Form& form = started_.emplace_back();
  form = {*fact.member("form").number(), mono_ms, describe_input(fact)};
  capture(captures, "form_start").add(form.about);
  return Status::Ok;
}

Status Forms::take_submit(json::Value fact, double mono_ms,
                          Captures& captures) {
  if (!fact.member("form").number()) return Status::BadFact;
  // https://html.spec.whatwg.org/#form-submission-algorithm
  if (fact.member("method").says("dialog")) return Status::NotCounted;
  const auto known = find(fact);
  if (known != started_.end()) {
    finish(*known, "form_submit", mono_ms, captures);
    started_.erase(known);
    return Status::Ok;
  }
  if (fact.member("by").says("script")) return Status::NotCounted;
  describe_form(capture(captures, "form_submit"), fact);
  return Status::Ok;
}

void Forms::abandon(double mono_ms, Captures& captures) {
  for (const Form& form : started_) {
    finish(form, "form_abandon", mono_ms, captures);
  }
  started_.clear();
}

std::list<Forms::Form>::iterator Forms::find(json::Value fact) noexcept {
  const auto key = fact.member("form").number();
  return std::find_if(started_.begin(), started_.end(),
                      [key](const Form& form) { return form.key == key; });
}

void Forms::finish(const Form& form, const char* name, double mono_ms,
                   Captures& captures) {
  Fields& fields = capture(captures, name);
  fields.add(form.about);
  fields.add_integer("form.duration", mono_ms - form.since_mono_ms);
}

}  // namespace sluice
