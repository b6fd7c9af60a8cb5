// Every allocation of the program, with whose it is in front of it. The linker
// has malloc() and free() of the core end here, too (--wrap).
#include "memory.hpp"

#include <algorithm>
#include <new>

extern "C" {
void* __real_malloc(std::size_t bytes);
void __real_free(void* block);
}

namespace sluice::simulation {
namespace {

struct alignas(std::max_align_t) Header {
  Memory* owner;
  std::size_t bytes;
};

thread_local Memory* owner_now = nullptr;

void* allocate(std::size_t bytes) {
  auto* const header =
      static_cast<Header*>(__real_malloc(sizeof(Header) + bytes));
  if (header == nullptr) return nullptr;
  *header = {owner_now, bytes};
  if (owner_now != nullptr) owner_now->add(bytes);
  return header + 1;
}

void release(void* block) {
  if (block == nullptr) return;
  Header* const header = static_cast<Header*>(block) - 1;
  if (header->owner != nullptr) header->owner->remove(header->bytes);
  __real_free(header);
}

}  // namespace

Memory::Use::Use(Memory& memory) { owner_now = &memory; }

Memory::Use::~Use() { owner_now = nullptr; }

void Memory::add(std::size_t bytes) {
  bytes_ += bytes;
  most_bytes_ = std::max(most_bytes_, bytes_);
}

}  // namespace sluice::simulation

extern "C" {
void* __wrap_malloc(std::size_t bytes) {
  return sluice::simulation::allocate(bytes);
}
void __wrap_free(void* block) { sluice::simulation::release(block); }
}

void* operator new(std::size_t bytes) {
  if (void* const block = sluice::simulation::allocate(bytes)) return block;
  throw std::bad_alloc();
}
void operator delete(void* block) noexcept {
  sluice::simulation::release(block);
}
void operator delete(void* block, std::size_t) noexcept {
  sluice::simulation::release(block);
}
