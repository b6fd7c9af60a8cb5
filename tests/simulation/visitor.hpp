#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace sluice::simulation {

// Lets the visitor of that seed live, and returns what the books find wrong
// afterwards. `trace`: where the tape goes, or null.
[[nodiscard]] std::vector<std::string> live(std::uint64_t seed,
                                            std::ostream* trace);

}  // namespace sluice::simulation
