#pragma once

#include <cstddef>
#include <initializer_list>
#include <string_view>

namespace sluice {

// Text that owns its bytes. In place of std::string, whose two representations
// (inside the object, outside) cost 40 bytes of Wasm wherever one is read: the
// core is 7 KB smaller without them. Running out of memory is a trap, as
// everywhere in the core.
class Text {
 public:
  Text() noexcept = default;
  explicit Text(std::string_view text) { append(text); }
  Text(const Text& other) : Text(std::string_view(other)) {}
  Text(Text&& other) noexcept { swap(other); }
  Text& operator=(Text other) noexcept;
  ~Text();

  operator std::string_view() const noexcept { return {data_, size_}; }
  [[nodiscard]] char* data() noexcept { return data_; }
  [[nodiscard]] const char* data() const noexcept { return data_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  [[nodiscard]] bool empty() const noexcept { return size_ == 0; }

  // Makes it empty and keeps its room.
  void clear() noexcept { size_ = 0; }
  // Cuts it to its first `bytes`, at most all.
  void shorten(std::size_t bytes) noexcept { size_ = bytes; }
  // Room for `bytes` in all: appending within it moves nothing.
  void reserve(std::size_t bytes);
  void append(std::string_view text);
  void append(char c);

 private:
  void swap(Text& other) noexcept;

  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

// The parts end to end.
[[nodiscard]] Text join(std::initializer_list<std::string_view> parts);

}  // namespace sluice
