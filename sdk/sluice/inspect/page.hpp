#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

// A page for people, written once and rendered as HTML or as Markdown.
namespace sluice::inspect {

// Text of the policy's author, safe to put into a page: control characters,
// by which a page marks parts of its texts, become spaces.
[[nodiscard]] Text plain(std::string_view text);

// A name, an address or a pattern, shown in the face of code.
[[nodiscard]] Text code(std::string_view name);
// One name or an array of them: "`a`, `b` and `c`".
[[nodiscard]] Text codes(json::Value one_or_more);
[[nodiscard]] Text codes(const std::vector<std::string_view>& names,
                         std::string_view last = " and ");

// A place that only the reader can fill in, marked as such.
[[nodiscard]] Text blank(std::string_view what);

// "a", "a and b", "a, b and c".
[[nodiscard]] Text and_list(const std::vector<Text>& words);

class Page {
 public:
  using Cells = std::vector<Text>;

  enum class Kind : std::uint8_t {
    Heading,
    Subheading,
    Paragraph,
    List,
    Table,
  };

  struct Block {
    Kind kind = Kind::Paragraph;
    Text text;                // of a table its caption
    Cells cells;              // items of a list, columns of a table
    std::vector<Cells> rows;  // the first cell of each is its header
  };

  explicit Page(Text title) : title_(static_cast<Text&&>(title)) {}

  void heading(std::string_view text) { add(Kind::Heading, text); }
  void subheading(std::string_view text) { add(Kind::Subheading, text); }
  void paragraph(std::string_view text) { add(Kind::Paragraph, text); }
  // Nothing where there is no item.
  void list(Cells items);
  // Nothing where there is no row.
  void table(std::string_view caption, Cells columns, std::vector<Cells> rows);

  [[nodiscard]] const Text& title() const noexcept { return title_; }
  [[nodiscard]] const std::vector<Block>& blocks() const noexcept {
    return blocks_;
  }

  // One file that asks for nothing else: no script, no address is fetched.
  [[nodiscard]] Text html() const;
  // CommonMark with tables as GitHub writes them.
  // https://github.github.com/gfm/#tables-extension-
  [[nodiscard]] Text markdown() const;

 private:
  void add(Kind kind, std::string_view text);

  Text title_;
  std::vector<Block> blocks_;
};

// Why a request for a page cannot be met: "as" is neither "html" nor "md", or
// "date" is no day. Both may be absent.
[[nodiscard]] std::optional<Text> page_flaw(json::Value request);

// In a text of a page: what stands between the two is code, or a blank.
inline constexpr char kCodeBegin = '\x01';
inline constexpr char kCodeEnd = '\x02';
inline constexpr char kBlankBegin = '\x03';
inline constexpr char kBlankEnd = '\x04';

}  // namespace sluice::inspect
