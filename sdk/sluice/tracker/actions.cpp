#include "sluice/tracker/actions.hpp"

#include <array>
#include <cmath>

#include "sluice/base/limits.hpp"

namespace sluice {
namespace {

void write_records(json::Writer& out, std::span<const json::Value> records) {
  out.name("records").begin_array();
  for (const auto record : records) {
    out.begin_object()
        .text("name", record.name())
        .text("kind", record.member("kind").text())
        .text("key", record.member("key").text())
        .end_object();
  }
  out.end_array();
}

}  // namespace

void Actions::send(const Request& request, std::size_t destination,
                   const Posting& posting, bool wants_body,
                   std::string_view answer_header) {
  auto out = begin("send");
  out.integer("destination", static_cast<double>(destination))
      .integer("batch", request.batch->number);
  write(out, posting);
  if (!posting.gzip.empty()) out.name("gzip").raw(posting.gzip);
  if (wants_body) out.boolean("read", true);
  if (!answer_header.empty()) out.text("header", answer_header);
  if (request.beacon) out.boolean("beacon", true);
  out.boolean("keepalive", request.keepalive).integer("timeout", kTimeoutMs);
  end(out);
}

void Actions::write(json::Writer& out, const Posting& posting) {
  out.text("url", posting.url);
  if (!posting.type.empty()) out.text("type", posting.type);
  if (!posting.headers.empty()) out.name("headers").raw(posting.headers);
  out.text("body", posting.body);
}

void Actions::load(std::span<const json::Value> records) {
  auto out = begin("load");
  write_records(out, records);
  end(out);
}

void Actions::store(json::Value record, std::string_view json,
                    double max_age_ms) {
  auto out = begin("store");
  out.text("kind", record.member("kind").text())
      .text("key", record.member("key").text())
      .integer("max_age", max_age_ms / 1000)
      .name("value")
      .raw(json);
  end(out);
}

void Actions::erase(std::span<const json::Value> records) {
  auto out = begin("erase");
  write_records(out, records);
  end(out);
}

void Actions::consent(std::string_view status) {
  auto out = begin("consent");
  out.name("status").raw(status);
  end(out);
}

void Actions::attribution(std::string_view current) {
  auto out = begin("attribution");
  out.name("current").raw(current);
  end(out);
}

void Actions::listen(json::Value signals) {
  auto out = begin("listen");
  out.name("signals").begin_array();
  for (auto one = signals.first(); one.exists(); one = one.next()) {
    out.begin_object().text("read", one.member("read").text());
    const auto vendor = one.member("vendor").number();
    if (vendor) out.integer("vendor", *vendor);
    out.end_object();
  }
  out.end_array();
  end(out);
}

void Actions::await(double ms) {
  auto out = begin("await");
  out.integer("within", ms);
  end(out);
}

void Actions::watch(const CaptureSettings& settings, bool text) {
  struct Kind {
    const char* name;
    bool CaptureSettings::*flag;
  };
  constexpr std::array<Kind, 5> kKinds = {{
      {"forms", &CaptureSettings::forms},
      {"scroll", &CaptureSettings::scroll},
      {"engagement", &CaptureSettings::engagement},
      {"video", &CaptureSettings::video},
      {"errors", &CaptureSettings::errors},
  }};
  auto out = begin("watch");
  for (const Kind& kind : kKinds) {
    if (settings.*kind.flag) out.boolean(kind.name, true);
  }
  if (text) out.boolean("text", true);
  if (settings.dead_clicks || settings.rage_clicks) {
    out.boolean("answers", true);
  }
  if (settings.impressions) {
    out.integer("impressions", settings.impression_share);
  }
  end(out);
}

void Actions::viewed(bool awaits_title) {
  auto out = begin("viewed");
  if (awaits_title) out.integer("title", kFlushMs);
  end(out);
}

void Actions::abort(std::size_t destination, std::uint32_t batch) {
  auto out = begin("abort");
  out.integer("destination", static_cast<double>(destination))
      .integer("batch", batch);
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
  out.text("level", level == Level::Error ? "error" : "warn")
      .text("code", code)
      .text("at", at)
      .text("message", message);
  end(out);
}

void Actions::report(Level level, const char* code, const char* at,
                     const char* message) {
  report(level, std::string_view(code), std::string_view(at),
         std::string_view(message));
}

void Actions::outcome(std::string_view id, std::string_view event,
                      std::string_view destination, std::string_view outcome,
                      std::string_view rule) {
  json::Writer out(outcomes_);
  out.begin_object()
      .text("id", id)
      .text("event", event)
      .text("destination", destination)
      .text("outcome", outcome)
      .text("rule", rule)
      .end_object();
  outcomes_.append('\n');
}

void Actions::forgot(std::size_t events, std::span<const json::Value> records) {
  auto out = begin("forgot");
  out.integer("events", static_cast<double>(events));
  write_records(out, records);
  end(out);
}

void Actions::forget_tabs(const Policy& policy, PurposeMask withdrawn) {
  auto out = begin("forget_tabs");
  out.text("policy", policy.id()).name("withdrawn").begin_array();
  for (std::size_t i = 0; i < policy.purpose_count(); ++i) {
    if ((withdrawn >> i & 1) != 0) out.text(policy.purpose_name(i));
  }
  out.end_array();
  end(out);
}

json::Writer Actions::begin(const char* action) {
  json::Writer out(text_);
  out.begin_object().text("action", action);
  return out;
}

void Actions::end(json::Writer& out) {
  out.end_object();
  text_.append('\n');
}

}  // namespace sluice
