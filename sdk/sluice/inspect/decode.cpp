#include <array>

#include "sluice/base/limits.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/strings_json.hpp"

namespace sluice::inspect {
namespace {

void decode_tc(std::string_view text, json::Writer& out) {
  TcString tc;
  const auto flaw = read_tc_string({text, 0}, tc);
  flaw ? write_flaw(*flaw, out) : write_tc_string(tc, out);
}

void decode_gpp(std::string_view text, json::Writer& out) {
  GppString gpp;
  const auto flaw = read_gpp_string(text, gpp);
  flaw ? write_flaw(*flaw, out) : write_gpp_string(gpp, out);
}

void decode_usp(std::string_view text, json::Writer& out) {
  UspString usp;
  const auto flaw = read_usp_string({text, 0}, usp);
  flaw ? write_flaw(*flaw, out) : write_usp_string(usp, out);
}

struct Kind {
  std::string_view name;
  void (*decode)(std::string_view text, json::Writer& out);
};

constexpr std::array kKinds = {
    Kind{"tcf", decode_tc},
    Kind{"gpp", decode_gpp},
    Kind{"usp", decode_usp},
};

}  // namespace

void decode(json::Value request, json::Writer& out) {
  const json::Value text = request.member("text");
  if (!text.is(json::Kind::Text)) {
    return write_error("\"text\" is not a text", out);
  }
  const std::string_view name = request.member("kind").text();
  for (const Kind& kind : kKinds) {
    if (kind.name != name) continue;
    if (text.text().size() > kMaxConsentBytes) {
      return write_flaw({"is too long", {}, kMaxConsentBytes, {}}, out);
    }
    return kind.decode(text.text(), out);
  }
  write_error("\"kind\" is not \"tcf\", \"gpp\" or \"usp\"", out);
}

}  // namespace sluice::inspect
