#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

enum class Level : std::uint8_t { Error, Warn, Debug };

// The actions that one fact causes, as NDJSON; README.md says what each means.
class Actions {
 public:
  void clear() noexcept { text_.clear(); }
  [[nodiscard]] const Text& text() const noexcept { return text_; }

  void send(const Request& request, std::string_view url, std::string_view type,
            std::string_view body);
  void load(std::span<const std::string_view> keys);
  void store(std::string_view key, std::string_view json);
  void erase(std::span<const std::string_view> keys);
  // `mono_ms` is rounded up to a whole millisecond: never early.
  void wake(std::optional<double> mono_ms);
  // `at` is a JSON pointer into what is wrong, or empty.
  void report(Level level, std::string_view code, std::string_view at,
              std::string_view message);
  void forgot(std::size_t events, std::span<const std::string_view> keys);

 private:
  json::Writer begin(std::string_view action);
  void end(json::Writer& out);

  Text text_;
};

}  // namespace sluice
