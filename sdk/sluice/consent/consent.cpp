#include "sluice/consent/consent.hpp"

namespace sluice {

std::string_view purpose_state_name(PurposeState state) noexcept {
  switch (state) {
    case PurposeState::Granted:
      return "granted";
    case PurposeState::Denied:
      return "denied";
    case PurposeState::Unknown:
      break;
  }
  return "unknown";
}

bool Consent::choose(std::string_view purpose, bool granted,
                     bool is_explicit) noexcept {
  for (std::size_t i = 0; i < policy_->purposes.size(); ++i) {
    if (policy_->purposes[i].name != purpose) continue;
    choices_[i] = {granted ? PurposeState::Granted : PurposeState::Denied,
                   is_explicit};
    return true;
  }
  return false;
}

PurposeState Consent::state(std::size_t purpose) const noexcept {
  const Purpose& rule = policy_->purposes[purpose];
  const Choice& choice = choices_[purpose];
  const bool overridden =
      choice.is_explicit && choice.state == PurposeState::Granted;
  if (rule.gpc_vetoes && gpc_ == true && !overridden) {
    return PurposeState::Denied;
  }
  return choice.state == PurposeState::Unknown ? rule.otherwise : choice.state;
}

PurposeMask Consent::in_state(PurposeState wanted) const noexcept {
  PurposeMask mask = 0;
  for (std::size_t i = 0; i < policy_->purposes.size(); ++i) {
    if (state(i) == wanted) mask |= PurposeMask{1} << i;
  }
  return mask;
}

}  // namespace sluice
