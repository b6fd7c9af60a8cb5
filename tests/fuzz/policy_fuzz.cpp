// A policy, and on the lines behind it facts. Whatever they say, the actions
// are JSON, and a policy that can't be read lets nothing leave and touches no
// storage.
#include "fuzz.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice::fuzz {
namespace {

Text start_fact(std::string_view policy) {
  Text fact;
  json::Writer out(fact);
  out.begin_object()
      .text("fact", "start")
      .integer("wall", 1)
      .integer("mono", 1)
      .text("seed", "0123456789abcdef0123456789abcdef")
      .text("url", "https://shop.example/?utm_source=a&gclid=b")
      .text("policy", policy)
      .name("config")
      .begin_object()
      .text("endpoint", "https://own.example/c")
      .end_object()
      .end_object();
  return fact;
}

bool acts_outside(json::Value action) {
  for (const auto* kind : {"send", "load", "store", "erase"}) {
    if (action.member("action").says(kind)) return true;
  }
  return false;
}

class Run {
 public:
  explicit Run(std::string_view policy) {
    is_broken_ = policy_.read(policy).has_value();
    take(start_fact(policy));
  }

  void take(std::string_view fact) {
    Text text(fact);
    (void)tracker_.take(text.data(), text.size());
    std::string_view lines = tracker_.actions().text();
    while (!lines.empty()) {
      const auto end = lines.find('\n');
      require(end != std::string_view::npos);
      json::Document action;
      require(!action.read(lines.substr(0, end)));
      require(!is_broken_ || !acts_outside(action.root()));
      lines.remove_prefix(end + 1);
    }
  }

 private:
  Policy policy_;
  Tracker tracker_;
  bool is_broken_ = false;
};

void check(std::string_view text) {
  Run run(take_line(text));
  for (int i = 0; i < 20 && !text.empty(); ++i) run.take(take_line(text));
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
