#include "sluice/inspect/page.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Colours of at least 4.5 to 1 in both schemes. A table that is wider than the
// page scrolls by itself.
constexpr std::string_view kStyle = R"css(
:root{color-scheme:light dark;--ink:#1b2327;--soft:#4a565c;--line:#c3cdd1;
--head:#eef2f3;--paper:#fff;--link:#0f5e63;--blank:#fff3cf;--blank-ink:#5b4300}
@media (prefers-color-scheme:dark){:root{--ink:#e6ecee;--soft:#b3c0c5;
--line:#42525a;--head:#202b30;--paper:#141b1e;--link:#8fd3cf;--blank:#46380d;
--blank-ink:#ffe6a3}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.55 system-ui,"Segoe UI",Roboto,"Helvetica Neue",sans-serif}
main,header{max-width:66rem;margin:0 auto;padding:0 1.25rem}
header{padding-top:1.5rem}main{padding-bottom:3rem}
h1{font-size:1.7rem;line-height:1.25;margin:0 0 1rem;overflow-wrap:anywhere}
h2{font-size:1.3rem;margin:2.2rem 0 .6rem;border-bottom:1px solid var(--line);
padding-bottom:.25rem}
h3{font-size:1.08rem;margin:1.6rem 0 .4rem}
p,ul{margin:.5rem 0;max-width:48rem}ul{padding-left:1.3rem}li{margin:.2rem 0}
a{color:var(--link)}nav ul{columns:2;column-gap:2rem}
code{font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;
overflow-wrap:anywhere}
.wide{overflow-x:auto;margin:.8rem 0}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{text-align:left;color:var(--soft);padding:.2rem 0 .4rem}
th,td{border:1px solid var(--line);padding:.4rem .55rem;text-align:left;
vertical-align:top;min-width:7rem}
thead th{background:var(--head)}tbody th{font-weight:600}
.blank{background:var(--blank);color:var(--blank-ink);padding:.1rem .35rem;
border-radius:.2rem}
@media (max-width:40rem){nav ul{columns:1}h1{font-size:1.35rem}
td{min-width:11rem}}
@media print{:root{color-scheme:light;--ink:#000;--soft:#333;--line:#888;
--head:#eee;--paper:#fff;--link:#000;--blank:#fff;--blank-ink:#000}
body{font-size:10.5pt}nav{display:none}.wide{overflow:visible}
main,header{max-width:none;padding:0}h2,h3{break-after:avoid}
tr{break-inside:avoid}.blank{border:1px dashed #000}
thead{display:table-header-group}}
)css";

std::string_view escape_of(char c) noexcept {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case kCodeBegin:
      return "<code>";
    case kCodeEnd:
      return "</code>";
    case kBlankBegin:
      return "<span class=\"blank\">To be filled in: ";
    case kBlankEnd:
      return "</span>";
    default:
      return {};
  }
}

Text escaped(std::string_view text) {
  Text out;
  for (const char c : text) {
    const auto other = escape_of(c);
    other.empty() ? out.append(c) : out.append(other);
  }
  return out;
}

// Without the marks of code and blanks: for the title.
Text unmarked(std::string_view text) {
  Text out;
  for (const char c : text) {
    if (c < kCodeBegin || c > kBlankEnd) out.append(c);
  }
  return out;
}

class HtmlWriter {
 public:
  [[nodiscard]] Text write(const Page& page) {
    out_.append(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n"
        "<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, "
        "initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light "
        "dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    out_.append(escaped(unmarked(page.title())));
    out_.append(join({"</title>\n<style>", kStyle,
                      "</style>\n</head>\n<body>\n<header>\n<h1>",
                      escaped(page.title()), "</h1>\n</header>\n<main>\n"}));
    write_contents(page);
    for (const auto& block : page.blocks()) write_block(block);
    out_.append("</main>\n</body>\n</html>\n");
    return static_cast<Text&&>(out_);
  }

 private:
  void write_contents(const Page& page) {
    std::size_t number = 0;
    for (const auto& block : page.blocks()) {
      if (block.kind != Page::Kind::Heading) continue;
      if (number == 0) out_.append("<nav aria-label=\"Contents\">\n<ul>\n");
      out_.append(join({"<li><a href=\"#part-", count_text(++number), "\">",
                        escaped(block.text), "</a></li>\n"}));
    }
    if (number > 0) out_.append("</ul>\n</nav>\n");
  }

  void write_block(const Page::Block& block) {
    switch (block.kind) {
      case Page::Kind::Heading:
        return out_.append(join({"<h2 id=\"part-", count_text(++headings_),
                                 "\">", escaped(block.text), "</h2>\n"}));
      case Page::Kind::Subheading:
        return write_element("h3", block.text);
      case Page::Kind::Paragraph:
        return write_element("p", block.text);
      case Page::Kind::List:
        out_.append("<ul>\n");
        for (const Text& item : block.cells) write_element("li", item);
        return out_.append("</ul>\n");
      default:
        return write_table(block);
    }
  }

  void write_element(std::string_view tag, std::string_view text) {
    out_.append(join({"<", tag, ">", escaped(text), "</", tag, ">\n"}));
  }

  // Who has no mouse scrolls by the keyboard, so that the box takes the focus.
  // https://dequeuniversity.com/rules/axe/4.10/scrollable-region-focusable
  void write_table(const Page::Block& table) {
    const Text id = join({"table-", count_text(++tables_)});
    out_.append(
        join({"<div class=\"wide\" role=\"group\" tabindex=\"0\" "
              "aria-labelledby=\"",
              id, "\">\n<table>\n<caption id=\"", id, "\">",
              escaped(table.text), "</caption>\n<thead>\n<tr>"}));
    for (const Text& column : table.cells) {
      out_.append(join({"<th scope=\"col\">", escaped(column), "</th>"}));
    }
    out_.append("</tr>\n</thead>\n<tbody>\n");
    for (const auto& row : table.rows) {
      out_.append("<tr>");
      for (std::size_t i = 0; i < row.size(); ++i) {
        out_.append(join({i == 0 ? "<th scope=\"row\">" : "<td>",
                          escaped(row[i]), i == 0 ? "</th>" : "</td>"}));
      }
      out_.append("</tr>\n");
    }
    out_.append("</tbody>\n</table>\n</div>\n");
  }

  Text out_;
  std::size_t headings_ = 0;
  std::size_t tables_ = 0;
};

}  // namespace

Text Page::html() const { return HtmlWriter().write(*this); }

}  // namespace sluice::inspect
