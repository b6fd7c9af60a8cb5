#include "sluice/base/limits.hpp"
#include "sluice/consent/hold.hpp"
#include "sluice/consent/transform.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/destination_outcome.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/never_cuts.hpp"
#include "sluice/inspect/place_names.hpp"
#include "sluice/inspect/ruling_words.hpp"
#include "sluice/inspect/situation.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// "sent", "held, query cut to utm_*".
Text field_words(std::string_view status, json::Value action) {
  if (action.says("allow")) return Text(status);
  return join({status, ", ", action_words(action)});
}

class Explanation {
 public:
  Explanation(const Source& source, const Situation& situation,
              json::Writer& out)
      : source_(source),
        policy_(source.policy()),
        consent_(situation.consent),
        event_(situation.event),
        judged_(judge_event(consent_, event_.name)),
        out_(out) {}

  void write(const std::vector<Text>& unheard) {
    out_.begin_object().text("event", event_.name).name("policy");
    out_.begin_object()
        .text("id", policy_.id())
        .text("revision", policy_.member("revision").text())
        .end_object();
    write_regime();
    write_purposes();
    write_action();
    write_storage();
    write_destinations();
    out_.name("unheard").begin_array();
    for (const Text& signal : unheard) out_.text(signal);
    out_.end_array();
    write_unmatched();
    out_.end_object();
  }

 private:
  void write_unmatched() {
    out_.name("unmatched").begin_array();
    auto regime = policy_.member("regimes").first();
    for (; regime.exists(); regime = regime.next()) {
      each_one(regime.member("regions"), [this](json::Value region) {
        const auto flaw = region_flaw(region.text());
        if (!flaw) return;
        out_.begin_object().text("region", region.text()).text("why", *flaw);
        source_.write_rule(out_, region);
        out_.end_object();
      });
    }
    out_.end_array();
  }

  void write_regime() {
    out_.name("regime").begin_object();
    out_.text("id", consent_.regime().member("id").text())
        .text("why", why_regime(consent_));
    source_.write_rule(out_, consent_.regime());
    out_.end_object();
  }

  void write_purposes() {
    out_.name("purposes").begin_array();
    for (std::size_t i = 0; i < policy_.purpose_count(); ++i) {
      out_.begin_object()
          .text("name", policy_.purpose_name(i))
          .text("state", consent_.finding(i).state_name())
          .text("why", why_purpose(consent_, i));
      source_.write_rule(out_, consent_.finding(i).rule);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_action() {
    out_.name("action").begin_object();
    out_.text("ruling", ruling_name(judged_.ruling))
        .text("why", why_event(consent_, judged_));
    source_.write_rule(out_, judged_.rule);
    if (judged_.ruling == Ruling::Hold) write_hold();
    out_.end_object();
  }

  void write_hold() {
    const auto unknown = consent_.regime().member("unknown");
    const auto limits = hold_limits(unknown);
    const auto expired = judge_event(consent_, event_.name, true).ruling;
    out_.name("hold").begin_object();
    out_.integer("seconds", limits.age_ms / 1000)
        .integer("events", limits.events)
        .integer("bytes", limits.bytes)
        .text("then", ruling_name(expired))
        .end_object();
  }

  void write_storage() {
    out_.name("storage").begin_array();
    auto record = policy_.member("storage").first();
    for (; record.exists(); record = record.next()) {
      out_.begin_object()
          .text("name", record.name())
          .text("kind", record.member("kind").text())
          .text("key", record.member("key").text())
          .boolean("touched", may_store(consent_, record))
          .text("why", states_of(consent_, record.member("needs")));
      source_.write_rule(out_, record);
      out_.end_object();
    }
    out_.end_array();
  }

  void write_destinations() {
    out_.name("destinations").begin_array();
    auto one = policy_.member("destinations").first();
    for (; one.exists(); one = one.next()) write_destination(one);
    out_.end_array();
  }

  void write_destination(json::Value destination) {
    const DestinationOutcome outcome(consent_, event_, judged_.ruling,
                                     destination);
    out_.begin_object()
        .text("name", destination.name())
        .text("status", outcome.status())
        .text("why", outcome.why());
    source_.write_rule(out_, destination);
    if (outcome.has_fields()) write_fields(destination, outcome);
    out_.end_object();
  }

  void write_fields(json::Value destination,
                    const DestinationOutcome& outcome) {
    out_.name("fields").begin_array();
    Fields::Field field;
    for (std::size_t cursor = 0; event_.fields.read(cursor, field);) {
      const auto judged = judge_field(outcome.consent(), field.path,
                                      destination.name(), outcome.ruling());
      write_field(field, judged, outcome);
    }
    // What the gate adds of its own.
    const auto own = outcome.value("consent.policy");
    const auto judged = judge_field(outcome.consent(), "consent.policy",
                                    destination.name(), outcome.ruling());
    for (auto one = outcome.group("consent").first();
         own.exists() && one.exists(); one = one.next()) {
      const Text path = join({"consent.", one.name()});
      if (!event_.fields.text(path).empty()) continue;
      write_field({path, {}, Fields::Kind::Text}, judged, outcome);
    }
    out_.end_array();
  }

  void write_field(const Fields::Field& field, const FieldJudgement& judged,
                   const DestinationOutcome& outcome) {
    const auto value = outcome.value(field.path);
    out_.begin_object().text("path", field.path);
    if (value.exists()) {
      const std::string_view status =
          outcome.status() == "held" ? "held" : "sent";
      Text json;
      (void)json::append_value(json, value, kMaxEventBytes);
      out_.text("status", status)
          .text("how", field_words(status, judged.action))
          .text("json", json)
          .name("value")
          .raw(json);
      write_cuts(source_, field, judged, out_);
    } else {
      out_.text("status", "withheld").text("how", "withheld");
    }
    out_.text("why", why_field(outcome.consent(), judged, outcome.ruling(),
                               value.exists()));
    source_.write_rule(
        out_, judged.rule.exists() ? judged.rule : policy_.member("fields"));
    out_.end_object();
  }

  const Source& source_;
  const Policy& policy_;
  const Consent& consent_;
  const Event& event_;
  Judgement judged_;
  json::Writer& out_;
};

}  // namespace

void explain(json::Value request, json::Writer& out) {
  Source source;
  if (const auto flaw = source.read(request.member("policy"), "policy")) {
    return write_error(*flaw, out);
  }
  Situation situation(source.policy());
  if (const auto flaw = situation.read(request)) {
    return write_error(*flaw, out);
  }
  Explanation(source, situation, out).write(situation.unheard);
}

}  // namespace sluice::inspect
