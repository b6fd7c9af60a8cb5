#include "sluice/base/text.hpp"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace sluice {

Text::~Text() { std::free(data_); }

Text& Text::operator=(Text other) noexcept {
  swap(other);
  return *this;
}

void Text::swap(Text& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(room_, other.room_);
}

void Text::reserve(std::size_t bytes) {
  if (bytes <= room_) return;
  // Half as much again: appending stays linear, and a queue of 256 KiB does
  // not take 512. No realloc(): 1.7 KB of Wasm that nothing else needs.
  room_ = bytes + room_ / 2;
  auto* const data = static_cast<char*>(std::malloc(room_));
  if (data == nullptr) std::abort();
  if (size_ > 0) std::memcpy(data, data_, size_);
  std::free(data_);
  data_ = data;
}

void Text::append(std::string_view text) {
  if (text.empty()) return;
  reserve(size_ + text.size());
  std::memcpy(data_ + size_, text.data(), text.size());
  size_ += text.size();
}

Text join(std::initializer_list<std::string_view> parts) {
  Text text;
  for (const auto part : parts) text.append(part);
  return text;
}

}  // namespace sluice
