#include "sluice/inspect/page.hpp"

namespace sluice::inspect {
namespace {

// Signs that mean something to Markdown wherever they stand.
constexpr std::string_view kSigns = "\\`*_[]<>|~#";

// In code nothing is escaped but what would end a cell of a table: a backtick,
// which would end the code, becomes an apostrophe.
void append_sign(Text& out, char c, bool in_code) {
  switch (c) {
    case kCodeBegin:
    case kCodeEnd:
      return out.append('`');
    case kBlankBegin:
      return out.append("**[To be filled in: ");
    case kBlankEnd:
      return out.append("]**");
    default:
      break;
  }
  if (in_code) {
    if (c == '|') out.append('\\');
    return out.append(c == '`' ? '\'' : c);
  }
  if (kSigns.find(c) != std::string_view::npos) out.append('\\');
  out.append(c);
}

Text escaped(std::string_view text) {
  Text out;
  bool in_code = false;
  for (const char c : text) {
    if (c == kCodeBegin) in_code = true;
    if (c == kCodeEnd) in_code = false;
    append_sign(out, c, in_code);
  }
  return out;
}

void append_row(Text& out, const Page::Cells& cells) {
  out.append('|');
  for (const Text& cell : cells) out.append(join({" ", escaped(cell), " |"}));
  out.append('\n');
}

void append_table(Text& out, const Page::Block& table) {
  out.append(join({escaped(table.text), "\n\n"}));
  append_row(out, table.cells);
  out.append('|');
  for (std::size_t i = 0; i < table.cells.size(); ++i) out.append(" --- |");
  out.append('\n');
  for (const auto& row : table.rows) append_row(out, row);
}

void append_block(Text& out, const Page::Block& block) {
  switch (block.kind) {
    case Page::Kind::Heading:
      return out.append(join({"## ", escaped(block.text), "\n"}));
    case Page::Kind::Subheading:
      return out.append(join({"### ", escaped(block.text), "\n"}));
    case Page::Kind::Paragraph:
      return out.append(join({escaped(block.text), "\n"}));
    case Page::Kind::List:
      for (const Text& item : block.cells) {
        out.append(join({"- ", escaped(item), "\n"}));
      }
      return;
    default:
      return append_table(out, block);
  }
}

}  // namespace

Text Page::markdown() const {
  Text out(join({"# ", escaped(title_), "\n"}));
  for (const Block& block : blocks_) {
    out.append('\n');
    append_block(out, block);
  }
  return out;
}

}  // namespace sluice::inspect
