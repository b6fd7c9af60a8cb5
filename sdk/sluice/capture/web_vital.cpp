#include "sluice/capture/web_vital.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"

namespace sluice {

Status take_vital(json::Value fact, Captures& captures) {
  const auto name = fact.member("name").text();
  const auto value = fact.member("value");
  const auto rating = fact.member("rating").text();
  if (!has_exact_word("CLS FCP FID INP LCP TTFB", name) || !value.number() ||
      value.text().size() > kMaxDecimalBytes ||
      !has_exact_word("good needs-improvement poor", rating)) {
    return Status::BadFact;
  }
  Fields& fields = capture(captures, "web_vital");
  fields.add_text("vital.name", name);
  fields.add_json("vital.value", value.text());
  fields.add_text("vital.rating", rating);
  return Status::Ok;
}

}  // namespace sluice
