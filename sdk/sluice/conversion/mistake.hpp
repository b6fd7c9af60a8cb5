#pragma once

#include <list>

#include "sluice/json/document.hpp"

namespace sluice {

// What is wrong with a value that a site gave, in words.
struct Mistake {
  json::Value at;
  const char* what;
};

using Mistakes = std::list<Mistake>;

// Adds one. In a file of its own: a page's core refuses in 30 places, and each
// had the list's code in it.
void refuse(Mistakes& mistakes, json::Value at, const char* what);

}  // namespace sluice
