#include "sluice/attribution/touches.hpp"

#include <algorithm>
#include <utility>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

bool is_like(const Touch& a, const Touch& b) noexcept {
  return std::string_view(a.way) == std::string_view(b.way);
}

}  // namespace

bool Touches::add(Touch touch, double visit_ms) {
  const double since_ms = std::min(visit_ms, touch.time_ms - kSessionIdleMs);
  for (const Touch& one : all_) {
    if (one.is_view || one.time_ms < since_ms) continue;
    if (touch.is_direct || is_like(one, touch)) return false;
  }
  insert(std::move(touch));
  return true;
}

void Touches::add_view(Touch view) {
  (void)remove_view(view);
  insert(std::move(view));
}

bool Touches::remove_view(const Touch& view) {
  for (auto at = all_.begin(); at != all_.end(); ++at) {
    if (!is_like(*at, view)) continue;
    all_.erase(at);
    return true;
  }
  return false;
}

const Touch* Touches::first() const noexcept {
  for (const Touch& one : all_) {
    if (!one.is_view) return &one;
  }
  return nullptr;
}

const Touch* Touches::last() const noexcept {
  const Touch* last = nullptr;
  for (const Touch& one : all_) {
    if (!one.is_view) last = &one;
  }
  return last;
}

// By time: an event that was held may be released behind a younger one.
void Touches::insert(Touch touch) {
  auto at = all_.begin();
  while (at != all_.end() && at->time_ms <= touch.time_ms) ++at;
  all_.insert(at, std::move(touch));
  if (all_.size() <= kMaxTouches) return;
  at = all_.begin();
  while (at != all_.end() && !at->is_view) ++at;
  all_.erase(at == all_.end() ? std::next(all_.begin()) : at);
}

void Touches::write(json::Writer& out) const {
  out.begin_array();
  for (const Touch& one : all_) write_touch(out, one);
  out.end_array();
}

void Touches::read(json::Value list, double now_ms, double max_age_ms,
                   double visit_ms) {
  std::list<Touch> here;
  here.swap(all_);
  for (auto one = list.first(); one.exists(); one = one.next()) {
    Touch touch = read_touch(one);
    const double age_ms = now_ms - touch.time_ms;
    const bool fits = !touch.way.empty() && touch.time_ms >= 0 &&
                      age_ms >= -kClockSlackMs && age_ms <= max_age_ms;
    if (fits) insert(std::move(touch));
  }
  for (Touch& one : here) {
    one.is_view ? insert(std::move(one)) : (void)add(std::move(one), visit_ms);
  }
}

}  // namespace sluice
