#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/tracker/config.hpp"

namespace sluice {

enum class OptionKind : std::uint8_t { Switch, List, Number, Choice };

// An option, and the setting that it is. One without is read by a function of
// its own, or the host's business alone.
struct Option {
  std::string_view name;
  OptionKind kind = OptionKind::Switch;
  union {  // by kind; a table of all four is a kilobyte of nothing
    bool Config::*flag = nullptr;
    Text Config::*words;
    double Config::*number;
    std::uint8_t Config::*choice;
  };
  double max = 0;            // of a number; the least is 0
  const char* choices = "";  // words; the choice is the index of one

  explicit constexpr Option(std::string_view name_) : name(name_) {}
  constexpr Option(std::string_view name_, bool Config::*flag_)
      : name(name_), flag(flag_) {}
  constexpr Option(std::string_view name_, Text Config::*words_)
      : name(name_), kind(OptionKind::List), words(words_) {}
  constexpr Option(std::string_view name_, double Config::*number_, double max_)
      : name(name_), kind(OptionKind::Number), number(number_), max(max_) {}
  constexpr Option(std::string_view name_, std::uint8_t Config::*choice_,
                   const char* choices_)
      : name(name_),
        kind(OptionKind::Choice),
        choice(choice_),
        choices(choices_) {}
};

inline constexpr std::string_view kEndpoint = "endpoint";
inline constexpr std::string_view kPolicy = "policy";
inline constexpr std::string_view kRegion = "region";
inline constexpr std::string_view kAudience = "audience";
inline constexpr std::string_view kGoals = "goals";
inline constexpr std::string_view kCampaignParameters = "campaignParameters";

// A name so near to ours is a typing error: up to three edits, and of short
// names fewer than half, or "id" were one of "gzip".
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
