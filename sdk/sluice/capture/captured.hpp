#pragma once

#include <list>
#include <string_view>

#include "sluice/event/fields.hpp"

namespace sluice {

// What a fact turned out to be: the name of an event, and what it says besides
// what all events say.
struct Captured {
  std::string_view name;
  Fields fields;
};

using Captures = std::list<Captured>;

// Adds one of that name; returns its fields, to be filled.
inline Fields& capture(Captures& captures, const char* name) {
  Captured& captured = captures.emplace_back();
  captured.name = name;
  return captured.fields;
}

}  // namespace sluice
