// The heap: one list of the free blocks in order of address, the first that
// fits is used, neighbours are joined; after Kernighan and Ritchie, "The C
// Programming Language", section 8.7. Half the size of Emscripten's smallest:
// 0.6 KB after compression. Running out is a trap, not a handler.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <new>

extern "C" char __heap_base;  // from here on memory is the heap's

namespace {

// What stands before every piece of memory, and the unit of its size: all
// addresses are multiples of 8, as doubles want it.
struct Block {
  std::size_t units;  // itself included
  Block* next;        // while it is free

  [[nodiscard]] Block* end() noexcept { return this + units; }

  void absorb_next() noexcept {
    if (end() != next) return;
    units += next->units;
    next = next->next;
  }
};

constexpr std::size_t kPageBytes = 64 * 1024;

Block* free_blocks = nullptr;
char* heap_end = &__heap_base;

char* memory_end() noexcept {
  return reinterpret_cast<char*>(__builtin_wasm_memory_size(0) * kPageBytes);
}

void release(Block* block) noexcept {
  Block** link = &free_blocks;
  Block* before = nullptr;
  while (*link != nullptr && *link < block) {
    before = *link;
    link = &before->next;
  }
  block->next = *link;
  *link = block;
  block->absorb_next();
  if (before != nullptr) before->absorb_next();
}

// Adds what memory there is behind the heap, and more if that is too little.
void extend(std::size_t units) noexcept {
  const std::size_t bytes = units * sizeof(Block);
  if (static_cast<std::size_t>(memory_end() - heap_end) < bytes &&
      __builtin_wasm_memory_grow(0, bytes / kPageBytes + 1) == SIZE_MAX) {
    __builtin_trap();
  }
  auto* const block = reinterpret_cast<Block*>(heap_end);
  heap_end = memory_end();
  block->units =
      static_cast<std::size_t>(heap_end - reinterpret_cast<char*>(block)) /
      sizeof(Block);
  release(block);
}

Block* take(std::size_t units) noexcept {
  for (Block** link = &free_blocks; *link != nullptr; link = &(*link)->next) {
    Block* const block = *link;
    if (block->units < units) continue;
    if (block->units == units) {
      *link = block->next;
      return block;
    }
    // The end of it, so that what is first in the list stays so.
    block->units -= units;
    block->end()->units = units;
    return block->end();
  }
  return nullptr;
}

}  // namespace

extern "C" {

void* malloc(std::size_t bytes) {
  const std::size_t units = (bytes + sizeof(Block) - 1) / sizeof(Block) + 1;
  Block* block = take(units);
  if (block == nullptr) {
    extend(units);
    block = take(units);
  }
  return block + 1;
}

void free(void* memory) {
  if (memory != nullptr) release(static_cast<Block*>(memory) - 1);
}

}  // extern "C"

void* operator new(std::size_t bytes) { return malloc(bytes); }
void operator delete(void* memory) noexcept { free(memory); }
void operator delete(void* memory, std::size_t) noexcept { free(memory); }
