#include "sluice/tracker/actions.hpp"

#include <cmath>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

std::string_view level_name(Level level) noexcept {
  switch (level) {
    case Level::Error:
      return "error";
    case Level::Warn:
      return "warn";
    case Level::Debug:
      break;
  }
  return "debug";
}

void write_keys(json::Writer& out, std::span<const std::string_view> keys) {
  out.name("keys").begin_array();
  for (const auto key : keys) out.text(key);
  out.end_array();
}

}  // namespace

void Actions::send(const Request& request, std::string_view url,
                   std::string_view type, std::string_view body) {
  auto out = begin("send");
  out.integer("batch", request.batch->number)
      .text("url", url)
      .text("type", type)
      .boolean("keepalive", request.keepalive)
      .integer("timeout", kTimeoutMs)
      .text("body", body);
  end(out);
}

void Actions::load(std::span<const std::string_view> keys) {
  auto out = begin("load");
  write_keys(out, keys);
  end(out);
}

void Actions::store(std::string_view key, std::string_view json) {
  auto out = begin("store");
  out.text("key", key).name("value").raw(json);
  end(out);
}

void Actions::erase(std::span<const std::string_view> keys) {
  auto out = begin("erase");
  write_keys(out, keys);
  end(out);
}

void Actions::wake(std::optional<double> mono_ms) {
  auto out = begin("wake");
  out.name("at");
  if (mono_ms) {
    out.integer(std::ceil(*mono_ms));
  } else {
    out.raw("null");
  }
  end(out);
}

void Actions::report(Level level, std::string_view code, std::string_view at,
                     std::string_view message) {
  auto out = begin("report");
  out.text("level", level_name(level))
      .text("code", code)
      .text("at", at)
      .text("message", message);
  end(out);
}

void Actions::forgot(std::size_t events,
                     std::span<const std::string_view> keys) {
  auto out = begin("forgot");
  out.integer("events", static_cast<double>(events));
  write_keys(out, keys);
  end(out);
}

json::Writer Actions::begin(std::string_view action) {
  json::Writer out(text_);
  out.begin_object().text("action", action);
  return out;
}

void Actions::end(json::Writer& out) {
  out.end_object();
  text_.append('\n');
}

}  // namespace sluice
