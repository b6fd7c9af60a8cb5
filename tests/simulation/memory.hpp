#pragma once

#include <cstddef>

namespace sluice::simulation {

// The memory that a tracker has, by the allocator's own account: what was taken
// while it worked, wherever that is given back. Nothing of the program may free
// what it has of calloc(), realloc() or the C library.
class Memory {
 public:
  // While one lives, what its thread takes is this memory's.
  class Use {
   public:
    explicit Use(Memory& memory);
    ~Use();
    Use(const Use&) = delete;
    Use& operator=(const Use&) = delete;
  };

  // What is in use, and the most that was.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }
  [[nodiscard]] std::size_t most_bytes() const { return most_bytes_; }

  void add(std::size_t bytes);
  void remove(std::size_t bytes) { bytes_ -= bytes; }

 private:
  std::size_t bytes_ = 0;
  std::size_t most_bytes_ = 0;
};

}  // namespace sluice::simulation
