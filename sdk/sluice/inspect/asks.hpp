#pragma once

#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

// Every ask: one function in a file of its own, and a line in the table of
// answer.cpp. It writes exactly one JSON object.
namespace sluice::inspect {

// {"ask": "decode", "kind": "tcf" | "gpp" | "usp", "text": TEXT}
//
// What a consent string says. One that can't be read is answered by
// {"error": why, "at": character from 0, "bit"?: bit of the segment}; one that
// can, but may not be used, or not all of it, has "problems": [why, ...].
//   tcf  names as in getTCData, vendors as ranges [[first, last], ...], null
//        for a segment that is not there
//   gpp  {"sectionIds", "sections": {prefix: {"id", "segments", "fields"}}},
//        names of the specification; where they are not empty also "optOuts"
//        of the US sections, "unsettledSections" (their opt-outs are all set,
//        because what they say is not certain) and "unknownSections"
//   usp  {"Version", "Notice", "OptOutSale", "LspaCovered", "applies",
//        "saleOptOut", "noticeGiven"}
void decode(json::Value request, json::Writer& out);

// {"ask": "decide", "tc": TEXT, "gdprApplies": BOOL or null, "vendor": {"id",
//  "purpose", "declaredBasis": "consent" | "legitimateInterest" | null,
//  "flexible"?: BOOL}}
//
// May that vendor use that purpose? {"allowed": BOOL, "why": RULE}
void decide(json::Value request, json::Writer& out);

// {"ask": "check", "text": TEXT, "events"?: [names of the site's own events],
//  "goals"?: goals, or their text, whose events are known as well}
//
// What is wrong with a policy: {"errors", "warnings", "remarks": [{"line",
// "column", "severity": "error" | "warn", "code": "P010", "message"}],
// "regimes", "eventRules", "fieldRules"}, counts but for the remarks, and
// "regionsAsOf", the date of our list, where the policy names US-UOOM.
void check(json::Value request, json::Writer& out);

// {"ask": "check_goals", "text": TEXT}
//
// What is wrong with goals: {"errors", "warnings", "remarks"} as of `check`,
// and "goals", how many there are. G001: JSON; G002: goals.schema.json; G003:
// what fits it and can't be.
void check_goals(json::Value request, json::Writer& out);

// {"ask": "check_json", "text": TEXT}
//
// What is wrong with the form of a JSON text that a parser refused: {"line",
// "column", "mistake": in words}, or {} where nothing is, or nothing that we
// have words for.
void check_json(json::Value request, json::Writer& out);

// {"ask": "explain_goals", "goals": TEXT, "event": of event.schema.json}
//
// Which goals the event reaches, and why: {"event", "goals": [{"id", "kind",
// "once", "line", "rule", "status": "reached" | "not meant" | "excepted" |
// "wrong", "tests": [{"path", "found", "expected", "holds", "line", "rule"}],
// "value"?, "currency"?, "mistakes": [in words]}]}. "rule" is a JSON pointer.
void explain_goals(json::Value request, json::Writer& out);

// {"ask": "explain", "policy": TEXT, and a situation (situation.hpp)}
//
// What the gate does with that event then, and by which rule: the "line" of the
// text and a JSON pointer ("rule"), with everything.
//   {"event", "policy": {"id", "revision"}, "regime": {"id", "why"},
//    "purposes": [{"name", "state", "why"}],
//    "action": {"ruling": "send" | "hold" | "drop" | "cookieless", "why",
//               "hold"?: {"seconds", "events", "bytes", "then"}},
//    "storage": [{"name", "kind", "key", "touched", "why"}],
//    "destinations": [{"name", "why",
//                      "status": "sent" | "cookieless" | "held" | "dropped",
//                      "fields"?: [{"path", "status": "sent" | "held" |
//                                   "withheld", "how", "why", and unless it is
//                                   withheld "value", and as written
//                                   "json", "cut"?: [{"what": "email"}], by
//                                   "never"}]}],
//    "unheard": signals that the policy does not read,
//    "unmatched": [{"region", "why"}], places of regimes where no visitor is}
// Fields of an event that is held are those that would be sent if the purposes
// that are unknown were granted.
void explain(json::Value request, json::Writer& out);

// {"ask": "test", "policy": TEXT, "case": a situation (situation.hpp) and
//  "expect": {"regime"?: ID, "purposes"?: {NAME: STATE}, "action"?: RULING,
//             "destinations"?: {NAME: STATUS or {PATH: VALUE or null}}}}
//
// Whether the policy does what is expected of it: {"ok": BOOL, "failures": [in
// words, ...]}
void test(json::Value request, json::Writer& out);

// {"ask": "diff", "old": TEXT, "new": TEXT, "as"?: "html" | "md", "date"?:
//  "YYYY-MM-DD"}
//
// What two policies do differently in any situation:
//   {"old": {"id", "revision"}, "new": the same, "situations", "sampled",
//    "changes": [{"way": "more" | "other" | "less" | "none", "what", "from",
//                 "to", "situations", "regions", "events", "example"}]}
// "more": data is sent, or stored, that was not before; "other": other data;
// "none": no data is concerned. "sampled": there were too many situations to
// compare them all. "situations" of a change is 0 where it depends on none.
// With "as" the answer also has "page", the same for people.
void diff(json::Value request, json::Writer& out);

// {"ask": "report", "policy": TEXT, "as"?: "html" | "md", "date"?:
// "YYYY-MM-DD"}
//
// The policy in sentences, for people who keep a record of processing: {"page":
// TEXT}, one file. What the gate decides in each situation is asked of the
// gate.
void report(json::Value request, json::Writer& out);

// {"ask": "url", "url": TEXT, "referrer"?: TEXT, and as in the options
//  "campaignParameters"?, "internalHosts"?}
//
// How a visitor came to an address, whole and as the browser has it:
//   {"utm"?: {NAME: decoded}, "click_id"?: {NAME: decoded},
//    "referrer"?: {"class", "name"?, "host"}, "channel", "url": scrubbed}
// What another page of the site leads to is "Direct" here: there is no session
// to ask.
void url(json::Value request, json::Writer& out);

// {"ask": "check_destination", "text": TEXT}
//
// What is wrong with a description: {"errors", "warnings", "remarks": as of
// "check", "kinds": entries of "events"}. Codes: D001 JSON, D002 schema, D003
// operations and casts, D004 paths, D005 a preflight for the sake of gzip.
void check_destination(json::Value request, json::Writer& out);

// {"ask": "preview_destination", "description": TEXT, "config"?: OBJECT,
//  "endpoint"?: ADDRESS, "events": [canonical events, or their texts],
//  "gzip"?: BOOL, as the option, "time"?: MS, "leaving"?: BOOL, "seed"?: 32 hex
//  digits, "answer"?: {"status", "header"?: TEXT, "body"?: TEXT}}
//
// The requests that bring those events to that destination at that time:
//   {"requests": [{"method", "url", "type"?, "headers"?, "gzip"?: {"url",
//                  "type", "headers"?} in their place where the body is
//                  gzipped, "body", "events", "ids": [event.id, ...]}],
//    "left_out": events that it does not get, "too_large"?: those that no
//    request may hold, "secret"?: a name of "config" that no page may have}
// With "answer", also how that answer to the last request is understood:
// "reply": {"then": "taken" | "retry" | "bisect" | "split" | "poison" |
// "refuse", "refused": whether what is not gzipped may be taken in its place,
// "rejected": [indices of events], "lost": N}.
void preview_destination(json::Value request, json::Writer& out);

// {"ask": "regate", "policy": TEXT, "destination": NAME, "events": [canonical
//  events, or their texts]}
//
// Which events that left a page may go on to that destination, under this
// policy and the consent that they carry: {"events": [their texts], "refused":
// how many may not}. A purpose that an event does not name is not granted.
void regate(json::Value request, json::Writer& out);

// {"ask": "verify_receipts", "items": [{"line": N, "text": JSON}], "begin":
//  BOOL, "more": BOOL, "policies"?: [{"name": FILE, "text": TEXT}]}
//
// Whether receipts that a collector stored are whole, in any number of asks:
// the first has "begin", all but the last have "more" and are answered by {}.
//   {"receipts", "chains", "repeated": those that are there twice, "others":
//    events that have none, "from"?, "to"?: times in ms,
//    "policies": [{"policy": "ID revision REVISION", "hash", "receipts"}],
//    "flaws": [{"line", "message"}], what breaks a chain and what was expected,
//    "notes": the same of what is unusual and breaks none}
// A text that is no event is answered by {"line", "error"}, and all is
// forgotten.
void verify_receipts(json::Value request, json::Writer& out);

// {"ask": "repeat_gate", "policy": TEXT, "times": N, and a situation
//  (situation.hpp)}
//
// Passes the event through the gate N times, to the first destination, whatever
// its purposes: {"bytes": the sum of what left}. Bench measures the gate by it.
void repeat_gate(json::Value request, json::Writer& out);

// {"ask": "check_region", "region": TEXT}
//
// Whether a visitor can be in that region: {}, or {"error"} with the code that
// was probably meant. A country or a part of one; empty: not known.
void check_region(json::Value request, json::Writer& out);

// {"ask": "attribute", "text": a line of JSON (path.hpp), "model"?: NAME,
//  "half_life"?: "7d", "lookback"?: "90d" or "none", "view_window"?: the same}
//
// What each touch is worth: {"answers": [{"model", "weights": [basis points in
// touch order]}, ...]}, or one without "model" if that was asked for. A line
// that is no path has an "error"; with "asked" the question is what is wrong.
void attribute(json::Value request, json::Writer& out);

// {"ask": "population", "text": such lines, "before": how many were in the asks
// before this one, "more": whether more come, and the same but for "model"}
//
// What each channel is worth, over all paths, in basis points: {"flaws": [{
// "line", "error"}], "paths", "conversions", "markov", "shapley": {CHANNEL:
// CREDIT}, "models": {NAME: the same}}. Lines with flaws are left out. While
// more paths come, the answer has only "flaws". Paths are kept from ask to
// ask, so that their number has no limit.
void population(json::Value request, json::Writer& out);

}  // namespace sluice::inspect
