#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/config.hpp"

namespace sluice {

// An option, and the setting that it is; all null where it is read by a
// function of its own, or the host's business alone.
struct Option {
  std::string_view name;
  bool Config::*flag = nullptr;
  Text Config::*words = nullptr;
  double Config::*number = nullptr;
  double max = 0;  // of a number; the least is 0
  std::uint8_t Config::*choice = nullptr;
  std::string_view choices = {};  // words; the choice is the index of one
};

inline constexpr std::string_view kEndpoint = "endpoint";
inline constexpr std::string_view kPolicy = "policy";
inline constexpr std::string_view kRegion = "region";
inline constexpr std::string_view kAudience = "audience";
inline constexpr std::string_view kGoals = "goals";
inline constexpr std::string_view kCampaignParameters = "campaignParameters";

// A name so near to ours is a typing error: up to three edits.
inline constexpr std::size_t kFarName = 4;

struct Nearest {
  const Option* option = nullptr;  // null if none is near
  std::size_t distance = kFarName;
};

// The option whose name is `name`, or the nearest.
[[nodiscard]] Nearest find_nearest(std::string_view name);

// The index of `word` among `words`; none if it is not there.
[[nodiscard]] std::optional<std::size_t> find_word(
    std::string_view words, std::string_view word) noexcept;

// The words of an option that is a list, as has_word() has them: a list of
// texts or numbers, or a text of words that spaces or commas separate. None if
// there is no word in it, or more than kMaxWords.
[[nodiscard]] std::optional<Text> read_words(json::Value option);

}  // namespace sluice
