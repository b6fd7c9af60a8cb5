#include <utility>

#include "books.hpp"

namespace sluice::simulation {

using enum Choice;

void VisitorChoices::choose(bool analytics, bool ads, bool is_explicit,
                            double wall_ms) {
  for (const auto& [purpose, yes] :
       {std::pair{kAnalytics, analytics}, std::pair{kAds, ads}}) {
    Said& said = said_[purpose];
    const Choice choice = yes ? Granted : Denied;
    const bool repeats = said.choice == choice && !is_explicit;
    said = {choice, is_explicit, repeats ? said.wall_ms : wall_ms};
  }
}

void VisitorChoices::withdraw(Purpose purpose) {
  said_[purpose] = {Denied, false, said_[purpose].wall_ms};
}

void VisitorChoices::object(double wall_ms) {
  if (!objects_) objected_wall_ms_ = wall_ms;
  objects_ = true;
}

Choice VisitorChoices::state(Purpose purpose) const {
  if (policy_->forbids_all) return Denied;
  const Said& said = said_[purpose];
  if (purpose == kAds && objects_) {
    const bool overridden = said.choice == Granted && said.is_explicit &&
                            said.wall_ms > objected_wall_ms_;
    if (!overridden) return Denied;
  }
  return said.choice == Unknown ? policy_->otherwise : said.choice;
}

}  // namespace sluice::simulation
