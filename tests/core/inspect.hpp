#pragma once

#include <fstream>
#include <iterator>
#include <string>

#include "host.hpp"
#include "sluice/inspect/answer.hpp"

namespace sluice::test {

// What the tools' module answers.
inline Json ask(const Json& request) {
  // A mutated string may be no UTF-8, on which a strict dump() aborts.
  const std::string text =
      request.dump(-1, ' ', false, Json::error_handler_t::replace);
  return Json::parse(std::string_view(inspect::answer(text)));
}

inline Json decode(const char* kind, const Json& text) {
  return ask({{"ask", "decode"}, {"kind", kind}, {"text", text}});
}

// A file of tests/vectors/consent.
inline Json consent_file(const std::string& name) {
  std::ifstream stream(SLUICE_VECTORS "/consent/" + name);
  return Json::parse(std::string(std::istreambuf_iterator<char>(stream), {}));
}

}  // namespace sluice::test
