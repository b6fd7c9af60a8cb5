#include "sluice/inspect/places.hpp"

#include <algorithm>

namespace sluice::inspect {
namespace {

constexpr std::string_view kSpace = " \t\r\n";
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

Places::Places(std::string_view text, json::Value root) : text_(text) {
  if (!root.exists()) return;
  if (text.starts_with(kByteOrderMark)) at_ = kByteOrderMark.size();
  skip(kSpace);
  scan(root, at_);
}

Place Places::of(json::Value value) const noexcept {
  const Entry* entry = find(value);
  return entry == nullptr ? Place() : place_at(entry->at);
}

Place Places::of_name(json::Value value) const noexcept {
  const Entry* entry = find(value);
  return entry == nullptr ? Place() : place_at(entry->name_at);
}

// The text has been read without an error, so there is nothing to check.
void Places::scan(json::Value value, std::size_t name_at) {
  entries_.push_back({value, name_at, at_});
  const bool is_object = value.is(json::Kind::Object);
  if (value.is(json::Kind::Text)) {
    skip_text();
  } else if (is_object || value.is(json::Kind::Array)) {
    ++at_;
    for (auto child = value.first(); child.exists(); child = child.next()) {
      skip(" \t\r\n,");
      const std::size_t begin = at_;
      if (is_object) {
        skip_text();
        skip(" \t\r\n:");
      }
      scan(child, begin);
    }
    skip(kSpace);
    ++at_;
  } else {
    at_ = std::min(text_.find_first_of(" \t\r\n,]}", at_), text_.size());
  }
}

void Places::skip(std::string_view characters) noexcept {
  at_ = std::min(text_.find_first_not_of(characters, at_), text_.size());
}

void Places::skip_text() noexcept {
  for (++at_; at_ < text_.size() && text_[at_] != '"'; ++at_) {
    if (text_[at_] == '\\') ++at_;
  }
  ++at_;
}

Place Places::place_at(std::size_t offset) const noexcept {
  const auto before = text_.substr(0, offset);
  const auto newline = before.rfind('\n');
  const auto lines = std::count(before.begin(), before.end(), '\n');
  return {static_cast<std::size_t>(lines) + 1,
          newline == std::string_view::npos ? offset + 1 : offset - newline};
}

const Places::Entry* Places::find(json::Value value) const noexcept {
  for (const Entry& entry : entries_) {
    if (entry.value == value) return &entry;
  }
  return nullptr;
}

}  // namespace sluice::inspect
