#pragma once

#include <cmath>
#include <cstddef>
#include <list>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

// A member of a group of an event, as JSON has them, names without quotes.
struct EventMember {
  std::string_view group;
  std::string_view name;
  std::string_view value;
};

// Events as rows of a table. No name is written twice, and no value that the
// event before it had too. "What is sent" in tracker/README.md describes the
// form; readBatch of sluice/node reads it.
//
//   "fields": ["event.id","name","time","page.url", ...]
//   "shapes": [[0,3], ...]   ranges of fields, first and last
//   "events": [[0,"4Vr2...","click",-1200,"https://..."], [0,"9aQ...",[1],35]]
class EventRows {
 public:
  // The first event's time is written as a difference from `base_ms`, which is
  // rounded down, as times are written without fractions.
  explicit EventRows(double base_ms) : time_ms_(std::trunc(base_ms)) {}

  // `json`: an object of objects without white space, as the gate writes it; it
  // has to stay where it is.
  void add(std::string_view json);

  // Writes the members above.
  void write(json::Writer& out) const;

 private:
  struct Field {
    EventMember last;
    std::size_t number;
  };
  using Fields = std::list<Field>;  // growing moves nothing, and costs less

  // `likely`: where it may be.
  Fields::iterator find(const EventMember& member, Fields::iterator likely);
  // `rest`: of the event, behind the member.
  void add_cell(const EventMember& member, std::string_view rest);
  void end_run();
  std::size_t number_of(Text shape);

  Fields fields_;
  std::list<Text> shapes_;
  Text rows_;
  Text cells_;           // of the event at hand
  std::size_t run_ = 0;  // of values as before
  double time_ms_;
};

}  // namespace sluice
