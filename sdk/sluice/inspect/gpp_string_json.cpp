#include <vector>

#include "sluice/inspect/strings_json.hpp"

namespace sluice::inspect {
namespace {

// A section read again: read_gpp_string has found it sound. Of the four, the
// one of its kind is filled.
struct Section {
  explicit Section(const GppSection& from) : gpp(from) {
    switch (from.kind) {
      case GppKind::TcfEurope:
        (void)read_tc_string(from.piece, europe);
        break;
      case GppKind::TcfCanada:
        (void)read_canada_string(from.piece, canada);
        break;
      case GppKind::Usp:
        (void)read_usp_string(from.piece, usp);
        break;
      case GppKind::Us:
        (void)read_us_section(from.id, from.piece, us);
        break;
      default:
        break;
    }
  }

  const GppSection& gpp;
  TcString europe;
  CanadaString canada;
  UspString usp;
  UsSection us;
};

std::uint32_t count_segments(const GppSection& section) {
  std::uint32_t count = 0;
  for (Pieces pieces(section.piece, '.'); pieces.next();) ++count;
  return count;
}

void write_fields(const Section& section, json::Writer& out) {
  switch (section.gpp.kind) {
    case GppKind::TcfEurope:
      return write_europe_fields(section.europe, out);
    case GppKind::TcfCanada:
      return write_canada_fields(section.canada, out);
    case GppKind::Usp:
      return write_usp_fields(section.usp, out);
    case GppKind::Us:
      return write_us_fields(section.us, out);
    default:
      return;
  }
}

void write_section(const Section& section, json::Writer& out) {
  const GppSection& gpp = section.gpp;
  out.name(gpp.prefix).begin_object().integer("id", gpp.id);
  out.integer("segments", count_segments(gpp));
  if (gpp.kind == GppKind::Unsettled) {
    out.boolean("unsettled", true);
  } else {
    out.name("fields").begin_object();
    write_fields(section, out);
    out.end_object();
  }
  out.end_object();
}

bool has_opt_outs(const GppSection& section) noexcept {
  return section.kind == GppKind::Us || section.kind == GppKind::Unsettled;
}

void write_opt_outs(const Section& section, json::Writer& out) {
  out.name(section.gpp.prefix).begin_object();
  if (section.gpp.kind == GppKind::Unsettled) {
    // Read as an opt-out of everything, because its meaning is not settled.
    out.boolean("SaleOptOut", true).boolean("TargetedAdvertisingOptOut", true);
    out.name("gpc").raw("null");
  } else {
    each_us_field(
        section.us, [&](std::string_view name, std::uint32_t, std::size_t at) {
          if (!is_opt_out(name)) return;
          out.name(name).boolean(section.us.core.number(at, kUsValueBits) ==
                                 kOptedOut);
        });
    const auto gpc = section.us.gpc;
    out.name("gpc");
    gpc ? out.boolean(*gpc) : out.raw("null");
  }
  out.end_object();
}

// "name": [id, ...] of the sections of that kind, if there are any.
void write_ids_of(GppKind kind, std::string_view name, const GppString& gpp,
                  json::Writer& out) {
  bool is_open = false;
  for (const GppSection& section : gpp.sections) {
    if (section.kind != kind) continue;
    if (!is_open) out.name(name).begin_array();
    is_open = true;
    out.integer(section.id);
  }
  if (is_open) out.end_array();
}

void add_problems(const Section& section, std::vector<Text>& problems) {
  const auto add = [&](std::string_view problem) {
    problems.push_back(join({section.gpp.prefix, ": ", problem}));
  };
  if (section.gpp.kind == GppKind::TcfEurope) {
    for (const TcRule& rule : tc_rules()) {
      if (!rule.is_kept(section.europe)) add(rule.problem);
    }
  }
  if (section.gpp.kind == GppKind::Usp && !section.usp.is_consistent()) {
    add("OptOutSale is - in a string that applies (read as opted out)");
  }
}

void write_all_opt_outs(const GppString& gpp, json::Writer& out) {
  bool is_open = false;
  for (const GppSection& section : gpp.sections) {
    if (!has_opt_outs(section)) continue;
    if (!is_open) out.name("optOuts").begin_object();
    is_open = true;
    write_opt_outs(Section(section), out);
  }
  if (is_open) out.end_object();
}

}  // namespace

// A section is as large as all that can be in one, and a string may have
// thousands of unknown ones: they are read one at a time.
void write_gpp_string(const GppString& gpp, json::Writer& out) {
  out.begin_object().name("sectionIds").begin_array();
  for (const GppSection& section : gpp.sections) out.integer(section.id);
  out.end_array().name("sections").begin_object();
  std::vector<Text> problems;
  for (const GppSection& section : gpp.sections) {
    if (section.kind == GppKind::Unknown) continue;
    const Section read(section);
    write_section(read, out);
    add_problems(read, problems);
  }
  out.end_object();
  write_all_opt_outs(gpp, out);
  write_ids_of(GppKind::Unsettled, "unsettledSections", gpp, out);
  write_ids_of(GppKind::Unknown, "unknownSections", gpp, out);
  if (!problems.empty()) {
    out.name("problems").begin_array();
    for (const Text& problem : problems) out.text(problem);
    out.end_array();
  }
  out.end_object();
}

}  // namespace sluice::inspect
