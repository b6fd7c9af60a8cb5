#include "sluice/inspect/destination_outcome.hpp"

#include "sluice/base/limits.hpp"
#include "sluice/consent/never.hpp"
#include "sluice/inspect/ruling_words.hpp"

namespace sluice::inspect {
namespace {

void grant_unknown(Consent& consent) {
  for (std::size_t i = 0; i < consent.policy().purpose_count(); ++i) {
    if (consent.state(i) == PurposeState::Unknown) {
      consent.suppose(i, PurposeState::Granted);
    }
  }
}

}  // namespace

DestinationOutcome::DestinationOutcome(const Consent& consent,
                                       const Event& event, Ruling ruling,
                                       json::Value destination)
    : consent_(consent), ruling_(ruling) {
  if (ruling == Ruling::NotInPolicy || ruling == Ruling::Denied) {
    why_ = Text("the event is dropped");
    return;
  }
  const bool waits = ruling == Ruling::Hold;
  const auto asked = waits ? Ruling::Send : ruling;
  auto judged = judge_destination(consent_, destination, event.name, asked);
  why_ = why_destination(consent_, judged, event.name, asked);
  if (judged.ruling == Ruling::NotInPolicy || judged.ruling == Ruling::Denied) {
    return;
  }
  status_ = judged.ruling == Ruling::Cookieless ? "cookieless" : "sent";
  if (waits || judged.ruling == Ruling::Hold) {
    status_ = "held";
    grant_unknown(consent_);
    judged = judge_destination(consent_, destination, event.name,
                               judge_event(consent_, event.name).ruling);
  }
  ruling_ = judged.ruling;
  const auto admitted =
      admit(consent_, event, destination.name(), judged.ruling);
  if (admitted.json.size() > kMaxEventBytes) {
    status_ = "dropped";
    why_ = Text("what would leave is larger than 15 KiB");
    return;
  }
  (void)document_.read(admitted.json);
}

json::Value DestinationOutcome::value(std::string_view path) const {
  const auto dot = path.find('.');
  if (dot == std::string_view::npos) return {};
  const auto members = group(path.substr(0, dot));
  const auto name = path.substr(dot + 1);
  // A property that is called by somebody's address leaves by another name.
  Text clean;
  const bool has_secret =
      cut_out({{}, name, Fields::Kind::Text}, consent_.policy().never(), clean);
  const auto other = members.member(std::string_view(clean));
  return has_secret && other.exists() ? other : members.member(name);
}

}  // namespace sluice::inspect
