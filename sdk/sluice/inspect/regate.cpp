#include "sluice/consent/gate.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/described_event.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/source.hpp"

namespace sluice::inspect {
namespace {

// Whether the policy permits a purpose that is `not asked`: if it is the policy
// that let the event out, or if its regime for an unknown region permits the
// purpose, because the visitor's region is not known here.
bool permits_unasked(const Consent& consent, json::Value said,
                     std::string_view purpose) {
  const auto rule = consent.regime().member("purposes").member(purpose);
  return said.member("policy").text() == consent.policy().id() ||
         rule.member("else").says("granted");
}

// What the visitor had decided when the event left the page: a purpose that it
// says nothing of is not granted.
void suppose_states(json::Value said, Consent& consent) {
  for (std::size_t i = 0; i < consent.policy().purpose_count(); ++i) {
    const auto name = consent.policy().purpose_name(i);
    const auto state = said.member(name);
    if (state.says("not asked") && permits_unasked(consent, said, name)) {
      consent.suppose(i, PurposeState::Granted, false);
      continue;
    }
    consent.suppose(i, state.says("granted")  ? PurposeState::Granted
                       : state.says("denied") ? PurposeState::Denied
                                              : PurposeState::Unknown);
  }
}

// The event's own words on consent are written anew.
void drop_consent(Event& event) {
  Fields rest;
  Fields::Field field;
  for (std::size_t cursor = 0; event.fields.read(cursor, field);) {
    if (!field.path.starts_with("consent.")) rest.add(field);
  }
  event.fields = std::move(rest);
}

// Writes the event as it may go on to `destination`; false if it may not.
bool write_admitted(const Policy& policy, json::Value destination,
                    json::Value given, json::Writer& out) {
  json::Document document;
  if (given.is(json::Kind::Text) && document.read(given.text())) return false;
  const auto described = given.is(json::Kind::Text) ? document.root() : given;
  Event event;
  if (read_event(described, event)) return false;
  Consent consent(policy);
  consent.set_place({}, false);
  suppose_states(described.member("consent"), consent);
  drop_consent(event);
  constexpr bool kExpired = true;  // there is nothing to wait for
  const auto judged = judge_event(consent, event.name, kExpired);
  const auto ruling =
      judge_destination(consent, destination, event.name, judged.ruling).ruling;
  if (ruling != Ruling::Send && ruling != Ruling::Cookieless) return false;
  const auto admitted = admit(consent, event, destination.name(), ruling);
  out.text(admitted.json);
  return true;
}

}  // namespace

void regate(json::Value request, json::Writer& out) {
  Source source;
  if (const auto error = source.read(request.member("policy"), "policy")) {
    return write_error(*error, out);
  }
  const auto name = request.member("destination").text();
  const auto destination = source.policy().member("destinations").member(name);
  double refused = 0;
  out.begin_object().name("events").begin_array();
  auto event = request.member("events").first();
  for (; event.exists(); event = event.next()) {
    const bool may_leave =
        destination.exists() &&
        write_admitted(source.policy(), destination, event, out);
    refused += may_leave ? 0 : 1;
  }
  out.end_array().integer("refused", refused).end_object();
}

}  // namespace sluice::inspect
