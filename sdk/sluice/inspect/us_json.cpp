#include <string_view>

#include "sluice/inspect/strings_json.hpp"

namespace sluice::inspect {
namespace {

std::string_view letter(const char& c) noexcept { return {&c, 1}; }

}  // namespace

void write_us_fields(const UsSection& us, json::Writer& out) {
  out.integer("Version", us.layout->version);
  each_us_field(us, [&](std::string_view name, std::uint32_t values,
                        std::size_t at) {
    const auto value = [&](std::uint32_t i) {
      const auto number = us.core.number(at + i * kUsValueBits, kUsValueBits);
      return static_cast<double>(number);
    };
    out.name(name);
    if (values == 1) {
      out.integer(value(0));
      return;
    }
    out.begin_array();
    for (std::uint32_t i = 0; i < values; ++i) out.integer(value(i));
    out.end_array();
  });
  if (us.gpc) out.integer("GpcSegmentType", 1).boolean("Gpc", *us.gpc);
}

void write_usp_fields(const UspString& usp, json::Writer& out) {
  out.integer("Version", 1)
      .text("Notice", letter(usp.notice))
      .text("OptOutSale", letter(usp.opt_out_sale))
      .text("LspaCovered", letter(usp.lspa_covered));
}

void write_usp_string(const UspString& usp, json::Writer& out) {
  out.begin_object();
  write_usp_fields(usp, out);
  out.boolean("applies", usp.applies())
      .boolean("saleOptOut", usp.is_sale_opted_out())
      .name("noticeGiven");
  const auto notice = usp.is_notice_given();
  notice ? out.boolean(*notice) : out.raw("null");
  if (!usp.is_consistent()) {
    out.name("problems").begin_array();
    out.text("OptOutSale is - in a string that applies (read as opted out)");
    out.end_array();
  }
  out.end_object();
}

}  // namespace sluice::inspect
