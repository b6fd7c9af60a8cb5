#include "sluice/base/text.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace sluice {
namespace {

// Most pieces are short, and engines make a call of memory.copy.
constexpr std::size_t kShortCopy = 64;
// One that grows by characters would be moved six times on the way here.
constexpr std::size_t kLeastRoom = 16;

template <class Word>
void copy_word(char* to, const char* from) noexcept {
  Word word;
  std::memcpy(&word, from, sizeof word);
  std::memcpy(to, &word, sizeof word);
}

// The last word may overlap the one before it.
template <class Word>
void copy_words(char* to, std::string_view from) noexcept {
  const std::size_t last = from.size() - sizeof(Word);
  for (std::size_t at = 0; at < last; at += sizeof(Word)) {
    copy_word<Word>(to + at, from.data() + at);
  }
  copy_word<Word>(to + last, from.data() + last);
}

void copy(char* to, std::string_view from) noexcept {
  if (from.size() > kShortCopy) {
    std::memcpy(to, from.data(), from.size());
  } else if (from.size() >= sizeof(std::uint64_t)) {
    copy_words<std::uint64_t>(to, from);
  } else if (from.size() >= sizeof(std::uint32_t)) {
    copy_words<std::uint32_t>(to, from);
  } else {
    for (std::size_t at = 0; at < from.size(); ++at) to[at] = from[at];
  }
}

}  // namespace

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
  room_ = std::max(kLeastRoom, bytes + room_ / 2);
  auto* const data = static_cast<char*>(std::malloc(room_));
  if (data == nullptr) std::abort();
  if (size_ > 0) std::memcpy(data, data_, size_);
  std::free(data_);
  data_ = data;
}

void Text::append(std::string_view text) {
  reserve(size_ + text.size());
  copy(data_ + size_, text);
  size_ += text.size();
}

void Text::append(char c) {
  reserve(size_ + 1);
  data_[size_++] = c;
}

Text join(std::initializer_list<std::string_view> parts) {
  Text text;
  for (const auto part : parts) text.append(part);
  return text;
}

}  // namespace sluice
