#include "sluice/base/limits.hpp"
#include "sluice/capture/search.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {

Status Tracker::take_act(json::Value fact) {
  Captures captures;
  const auto status = visit_.take(fact, *config_, now_, captures);
  if (!status) return refuse("/fact", "unknown kind of fact");
  if (*status == Status::BadFact) {
    return refuse("", "a member is missing or of a wrong type");
  }
  if (captures.empty()) return *status;
  return capture(captures, fact.member("path").first().member("mark"));
}

// A page view begins, and the one before it ends. Many routers change the title
// after the address, and scripts write pages after they were loaded. So the
// title is awaited if it is empty, or still that of the page before. Other
// routers change the title first: one that changed since a click is already the
// title of the new page.
void Tracker::begin_visit(json::Value page, bool is_load) {
  Captures captures;
  visit_.begin(*config_, now_, captures);
  (void)capture(captures);
  untitled_.clear();
  title_until_ms_ = 0;
  const bool was_early = title_is_early_;
  const bool is_its_own = set_title(page.member("title")) || was_early;
  title_is_early_ = false;
  const bool awaits_title = is_load || !is_its_own || page_.title.empty();
  if (awaits_title) title_until_ms_ = now_.mono_ms + kFlushMs;
  actions_.viewed(awaits_title);
}

// Only on the way to a page: who comes back to it did not search again.
void Tracker::look_for_search(json::Value cause) {
  if (!config_->search || cause.says("restore") || cause.says("call")) return;
  const auto term = find_search_term(page_.url, config_->search_parameters);
  if (!term) return;
  Captures captures;
  sluice::capture(captures, "search").add_text("search.term", *term);
  (void)capture(captures);
}

void Tracker::capture_due() {
  Captures captures;
  visit_.take_due(*config_, now_, captures);
  (void)capture(captures);
}

// `mark`: of the element that the fact is about. A form's is for when it is
// sent.
Status Tracker::capture(const Captures& captures, json::Value mark) {
  Status status = Status::NotCounted;
  for (const Captured& captured : captures) {
    Event event = begin_event(captured.name);
    event.fields.add(captured.fields);
    const bool is_sent = captured.name == "form_submit";
    status = judge(event, is_sent ? mark : json::Value());
  }
  return status;
}

}  // namespace sluice
