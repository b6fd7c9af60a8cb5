#include "sluice/inspect/duplicates.hpp"

#include "sluice/inspect/words.hpp"

namespace sluice::inspect {

void check_duplicates(json::Value value, const char* code, Remarks& remarks) {
  for (auto one = value.first(); one.exists(); one = one.next()) {
    check_duplicates(one, code, remarks);
    if (!value.is(json::Kind::Object)) continue;
    for (auto before = value.first(); before != one; before = before.next()) {
      if (before.name() != one.name()) continue;
      const auto line = remarks.places().of_name(before).line;
      remarks.error_at_name(one, code,
                            join({"duplicate key ", quoted(one.name()),
                                  ", first on line ", count_text(line)}));
      break;
    }
  }
}

}  // namespace sluice::inspect
