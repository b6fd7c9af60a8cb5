// Replays a tape natively: prints the actions that its facts cause, as NDJSON.
// `sluice replay` does the same through WebAssembly; both must print the same
// bytes as the browser that recorded the tape.
#include <fstream>
#include <iostream>
#include <string>

#include "sluice/tracker/tracker.hpp"

int main(int count, char** arguments) {
  std::ifstream tape(count == 2 ? arguments[1] : "");
  if (!tape) {
    std::cerr << "usage: sluice_replay TAPE\n";
    return 2;
  }
  sluice::Tracker tracker;
  for (std::string line; std::getline(tape, line);) {
    if (line.starts_with("{\"action\":")) continue;  // recorded
    (void)tracker.take(line.data(), line.size());
    std::cout << std::string_view(tracker.actions().text());
  }
  return 0;
}
