#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/delivery/queue.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// How a collector is spoken to, as destination.schema.json says it, and what
// the site filled in. The JSON itself is asked, so that a description is at
// work exactly as it was written, and tools can name the line behind every
// byte. What is wrong with one beyond its form, `sluice destination check`
// finds; here it says nothing.
class Description {
 public:
  // Reads the text of a description, in place of the one before. An error, of
  // JSON or of a version that is not ours, leaves none.
  [[nodiscard]] std::optional<json::ReadError> read(std::string_view text);

  // Takes what the site gives: of `config` the members that the description
  // asks for, and the collector's address, without a slash at its end; where it
  // is empty, the description's own; and whether that collector takes gzip.
  // Returns the name of the first that is needed and missing ("endpoint" too),
  // or nothing.
  [[nodiscard]] std::string_view configure(json::Value config,
                                           std::string_view endpoint,
                                           bool takes_gzip);

  // Whether one was read; without, a collector is sent Sluice's own batches.
  [[nodiscard]] bool exists() const noexcept { return root().exists(); }

  // What was read, and what was given for it.
  [[nodiscard]] json::Value root() const noexcept { return document_.root(); }
  [[nodiscard]] json::Value config() const noexcept { return config_.root(); }

  // The name of a secret config member that was given, which must not be in a
  // page; empty if there is none.
  [[nodiscard]] std::string_view given_secret() const noexcept;

  // The form of an event of that name; absent: it is not sent there.
  [[nodiscard]] json::Value form_for(std::string_view event) const noexcept;

  // What fits in one request, as far as events tell.
  [[nodiscard]] BatchLimits limits() const noexcept;

  // Batch key: events with different keys never share a request.
  [[nodiscard]] Text group_of(std::string_view event_json) const;

 private:
  json::Document document_;
  json::Document config_;
};

}  // namespace sluice
