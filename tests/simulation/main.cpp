#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <mutex>
#include <thread>
#include <vector>

#include "visitor.hpp"

namespace {

using sluice::simulation::live;

constexpr auto kUsage =
    "usage: sluice_simulation [--seeds N] [--from S] [--tape SEED]\n\n"
    "Lets N visitors (20000) with the seeds from S (1) on live, and checks\n"
    "what reached the collectors. --tape prints the tape of one of them.\n";

struct Options {
  std::uint64_t seeds = 20000;
  std::uint64_t from = 1;
  std::uint64_t tape = 0;
};

std::uint64_t* option_named(const char* name, Options& options) {
  if (std::strcmp(name, "--seeds") == 0) return &options.seeds;
  if (std::strcmp(name, "--from") == 0) return &options.from;
  if (std::strcmp(name, "--tape") == 0) return &options.tape;
  return nullptr;
}

bool read_options(int count, char** words, Options& options) {
  for (int i = 1; i < count; i += 2) {
    std::uint64_t* value = option_named(words[i], options);
    if (value == nullptr || i + 1 >= count) return false;
    const char* text = words[i + 1];
    char* end = nullptr;
    *value = std::strtoull(text, &end, 10);
    if (text[0] < '0' || text[0] > '9' || *end != '\0') return false;
  }
  return true;
}

// Prints what is wrong with the visitor of that seed; true if nothing is.
bool check(std::uint64_t seed, std::ostream* tape) {
  const auto violations = live(seed, tape);
  for (const auto& violation : violations) {
    std::cout << "seed " << seed << ": " << violation << "\n";
  }
  return violations.empty();
}

// The first seed of the range that fails; 0 if none does.
std::uint64_t first_failure(const Options& options) {
  std::atomic<std::uint64_t> next = options.from;
  std::atomic<std::uint64_t> failed = 0;
  const auto work = [&] {
    while (failed == 0) {
      const std::uint64_t seed = next++;
      if (seed >= options.from + options.seeds) return;
      if (!live(seed, nullptr).empty()) failed = seed;
    }
  };
  std::vector<std::thread> threads;
  const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 0; i < cores; ++i) threads.emplace_back(work);
  for (std::thread& one : threads) one.join();
  return failed;
}

}  // namespace

int main(int count, char** words) {
  Options options;
  if (!read_options(count, words, options)) {
    std::cerr << kUsage;
    return 2;
  }
  if (options.tape != 0) return check(options.tape, &std::cout) ? 0 : 1;
  const std::uint64_t failed = first_failure(options);
  if (failed == 0) {
    std::cout << options.seeds << " visitors, all accounts balance\n";
    return 0;
  }
  (void)check(failed, &std::cout);
  std::cout << "replay: tests/run simulation --tape " << failed << "\n";
  return 1;
}
