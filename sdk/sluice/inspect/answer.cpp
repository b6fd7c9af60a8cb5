#include "sluice/inspect/answer.hpp"

#include <array>

#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {
namespace {

struct Ask {
  std::string_view name;
  void (*answer)(json::Value request, json::Writer& out);
};

constexpr std::array kAsks = {
    Ask{"attribute", attribute},
    Ask{"check", check},
    Ask{"check_destination", check_destination},
    Ask{"check_goals", check_goals},
    Ask{"check_json", check_json},
    Ask{"check_region", check_region},
    Ask{"decide", decide},
    Ask{"decode", decode},
    Ask{"diff", diff},
    Ask{"explain", explain},
    Ask{"explain_goals", explain_goals},
    Ask{"population", population},
    Ask{"preview_destination", preview_destination},
    Ask{"regate", regate},
    Ask{"repeat_gate", repeat_gate},
    Ask{"report", report},
    Ask{"test", test},
    Ask{"url", url},
    Ask{"verify_receipts", verify_receipts},
};

void write_read_error(const json::ReadError& error, json::Writer& out) {
  out.begin_object()
      .text("error", join({"the request is not JSON: ", error.message}))
      .integer("line", static_cast<double>(error.line))
      .integer("column", static_cast<double>(error.column))
      .end_object();
}

void write_answer(json::Value request, json::Writer& out) {
  const std::string_view name = request.member("ask").text();
  for (const Ask& ask : kAsks) {
    if (ask.name == name) return ask.answer(request, out);
  }
  write_error(join({"there is no ask \"", name, "\""}), out);
}

}  // namespace

Text answer(std::string_view request) {
  Text text(request);
  json::mend_surrogates(text.data(), text.size());
  json::Document document;
  Text answer;
  json::Writer out(answer);
  if (const auto error = document.read(text)) {
    write_read_error(*error, out);
  } else {
    write_answer(document.root(), out);
  }
  return answer;
}

}  // namespace sluice::inspect
