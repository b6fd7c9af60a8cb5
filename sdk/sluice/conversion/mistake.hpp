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

}  // namespace sluice
