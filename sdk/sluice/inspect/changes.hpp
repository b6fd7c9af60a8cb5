#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// Which way a change goes, the gravest first.
enum class Way : std::uint8_t {
  More,   // data is sent, or stored, that was not before
  Other,  // other data than before: nobody can say that it is not more
  Less,
  None,  // no data is concerned
};

// Whether a field rule's action lets out more or less than another; absent and
// "deny" are the least, "allow" is the most.
[[nodiscard]] Way compare_actions(json::Value before, json::Value after);

// The same of two numbers of which more lets out more.
[[nodiscard]] Way compare_numbers(double before, double after) noexcept;

// Of names: those of `before` or of `after` may be a part of the others.
[[nodiscard]] Way compare_names(json::Value before, json::Value after);

// What is different between two policies, each difference once, with the number
// of situations it was seen in.
class Changes {
 public:
  // Where a change was seen.
  struct Seen {
    std::string_view region;
    std::string_view event;
    std::string_view example;  // of the first time
  };

  struct Change {
    Way way;
    Text what;
    Text before;
    Text after;
    std::size_t situations = 0;  // none where it depends on none
    std::vector<Text> regions;
    std::vector<Text> events;
    Text example;
  };

  // The change of `what` from `before` to `after`, made if it is new.
  [[nodiscard]] std::size_t find(Way way, std::string_view what,
                                 std::string_view before,
                                 std::string_view after);
  void count(std::size_t change, const Seen& seen);
  // Both, for one that no situation is needed for.
  void add(Way way, std::string_view what, std::string_view before,
           std::string_view after);

  [[nodiscard]] std::size_t size() const noexcept { return changes_.size(); }
  [[nodiscard]] const std::vector<Change>& all() const noexcept {
    return changes_;
  }

  // [{"way", "what", "from", "to", "situations", "regions", "events",
  // "example"}], the gravest first.
  void write(json::Writer& out) const;

 private:
  std::vector<Change> changes_;
};

}  // namespace sluice::inspect
