#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/capture/settings.hpp"
#include "sluice/consent/policy.hpp"
#include "sluice/delivery/outbox.hpp"
#include "sluice/destination/posting.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {

enum class Level : std::uint8_t { Error, Warn };

// The actions that one fact causes, as NDJSON; README.md says what each means.
class Actions {
 public:
  void clear() noexcept {
    text_.clear();
    outcomes_.clear();
  }
  [[nodiscard]] const Text& text() const noexcept { return text_; }
  // What became of events: NDJSON, too. It is no action, so that a tape is the
  // same with and without it.
  [[nodiscard]] const Text& outcomes() const noexcept { return outcomes_; }

  // `wants_body` and `answer_header`: the parts of the answer that the core
  // needs.
  void send(const Request& request, std::size_t destination,
            const Posting& posting, bool wants_body,
            std::string_view answer_header);
  // A kept record is a member of the policy's "storage".
  void load(std::span<const json::Value> records);
  void store(json::Value record, std::string_view json, double max_age_ms);
  void erase(std::span<const json::Value> records);
  // A stored queue's batches stand under `prefix` and their ids.
  void stash(const Batch& batch, std::size_t destination,
             std::string_view prefix, std::string_view text);
  void claim(std::string_view prefix);
  void lease(std::string_view prefix, std::string_view id, double wall_ms);
  // All of them, where there is no `id`.
  void discard(std::string_view prefix, std::string_view id);
  // The state of consent changed; `status` is a JSON object.
  void consent(std::string_view status);
  // The attribution that the page may know; `current` is JSON.
  void attribution(std::string_view current);
  // The signals that a policy reads, the values of its "signals".
  void listen(json::Value signals);
  // The kinds of acts that are to be captured. `text`: clicks carry the text of
  // the element.
  void watch(const CaptureSettings& settings, bool text);
  // A page view has begun. `awaits_title`: a change of the title in the next
  // kFlushMs is news.
  void viewed(bool awaits_title);
  // Asks how the page reacts within `ms` to the click of this fact.
  void await(double ms);
  void abort(std::size_t destination, std::uint32_t batch);
  // Without an address: what was deferred is taken back.
  void defer(std::size_t destination, const Posting& posting);
  // There is more to do than one fact should cause.
  void more();
  [[nodiscard]] bool is_full() const noexcept;
  // `mono_ms` is rounded up to a whole millisecond: never early.
  void wake(std::optional<double> mono_ms);
  // `at` is a JSON pointer into what is wrong, or empty.
  void report(Level level, std::string_view code, std::string_view at,
              std::string_view message);
  void report(Level level, const char* code, const char* at,
              const char* message);
  // The outcome of an event, "purchase #3", at a destination; empty: at every
  // one. `rule` is a JSON pointer into the policy, or empty.
  void outcome(std::string_view id, std::string_view event,
               std::string_view destination, std::string_view outcome,
               std::string_view rule);
  void forgot(std::size_t events, std::span<const json::Value> records);
  // Tells trackers of other tabs under the same policy to forget. With
  // `withdrawn` purposes they forget only what needs these.
  void forget_tabs(const Policy& policy, PurposeMask withdrawn);

 private:
  json::Writer begin(const char* action);
  static void write(json::Writer& out, const Posting& posting);
  void end(json::Writer& out);

  Text text_;
  Text outcomes_;
};

}  // namespace sluice
