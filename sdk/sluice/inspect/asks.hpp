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
// can, but may not be used, has "problems": [why, ...].
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

// {"ask": "check", "text": TEXT}
//
// What is wrong with a policy: {"errors", "warnings", "remarks": [{"line",
// "column", "severity": "error" | "warn", "code": "P010", "message"}],
// "regimes", "eventRules", "fieldRules"}, counts but for the remarks, and
// "regionsAsOf", the date of our list, where the policy names US-UOOM.
void check(json::Value request, json::Writer& out);

}  // namespace sluice::inspect
