// US Privacy strings: sale is allowed only by 'N' in its place, or where the
// string says that no US law applies.
#include "fuzz.hpp"
#include "sluice/inspect/strings_json.hpp"

namespace sluice::fuzz {
namespace {

void check(std::string_view text) {
  UspString usp;
  if (const auto flaw = read_usp_string({text, 0}, usp)) {
    require(!flaw->what.empty());
    require(flaw->at <= text.size());
    return;
  }
  require(text.size() == 4 && text[0] == '1');
  require(usp.is_sale_opted_out() || text[2] == 'N' || text == "1---");
  require(usp.applies() == (text != "1---"));
  Text json;
  json::Writer out(json);
  inspect::write_usp_string(usp, out);
}

}  // namespace
}  // namespace sluice::fuzz

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  sluice::fuzz::check(sluice::fuzz::text_of(data, size));
  return 0;
}
