#pragma once

#include <cstdint>

#include "sluice/consent/signals/gpp_string.hpp"
#include "sluice/consent/signals/tc_string.hpp"
#include "sluice/consent/signals/tcf_canada.hpp"
#include "sluice/consent/signals/us_section.hpp"
#include "sluice/consent/signals/usp_string.hpp"
#include "sluice/json/writer.hpp"

// Consent strings that have been read, as JSON.
namespace sluice::inspect {

// The answers to "decode".
void write_tc_string(const TcString& tc, json::Writer& out);
void write_gpp_string(const GppString& gpp, json::Writer& out);
void write_usp_string(const UspString& usp, json::Writer& out);

// The fields of a section of a GPP string, by the names of its specification:
// the members of an object that the caller begins and ends.
void write_europe_fields(const TcString& tc, json::Writer& out);
void write_canada_fields(const CanadaString& tc, json::Writer& out);
void write_us_fields(const UsSection& us, json::Writer& out);
void write_usp_fields(const UspString& usp, json::Writer& out);

// {"ids": [...]}, {"ranges": [...]}, {"ds": tenths of a second}
void write_field(std::string_view name, const IdSet& ids, json::Writer& out);
void write_field(std::string_view name, const VendorSet& vendors,
                 json::Writer& out);
void write_time(std::string_view name, std::uint64_t ds, json::Writer& out);
// The first nine fields of both TCF sections; the last is named by `policy`.
void write_head(const TcHead& head, std::string_view policy, json::Writer& out);
// Of a publisher's own purposes; no array of ids if there are none.
void write_custom(std::string_view name, const IdSet& ids, json::Writer& out);

}  // namespace sluice::inspect
