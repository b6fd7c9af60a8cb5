#include "sluice/inspect/lint.hpp"

namespace sluice::inspect {

void lint_never(const Policy& policy, Remarks& remarks) {
  if (policy.member("never").exists()) return;
  remarks.warn_at_name(
      policy.member("fields"), "P080",
      Text(
          "no \"never\": e-mail addresses, card numbers and tokens leave in "
          "every text that a field rule lets out; \"never\": [] says that this "
          "is meant"));
}

}  // namespace sluice::inspect
