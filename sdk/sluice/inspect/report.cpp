#include <utility>

#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/source.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

Text or_blank(std::string_view text, std::string_view what) {
  return text.empty() ? blank(what) : plain(text);
}

std::string_view profile_words(json::Value profile) {
  if (profile.says("cnil-exempt")) {
    return "cnil-exempt: checked as audience measurement without consent in "
           "France";
  }
  if (profile.says("uk-statistical")) {
    return "uk-statistical: checked as statistics without consent in the "
           "United Kingdom";
  }
  if (profile.says("coppa")) {
    return "coppa: checked as a service for children in the United States";
  }
  return "none";
}

// "2 errors and 1 warning", each on a line of the policy.
Text check_words(const json::Document& checked) {
  if (!checked.root().exists()) {
    return join({code("sluice policy check"), ": more than is listed here"});
  }
  const auto count = [&checked](const char* name, std::string_view unit) {
    const auto number = checked.root().member(name).text();
    return join(
        {number == "0" ? "no" : number, " ", unit, number == "1" ? "" : "s"});
  };
  return join({code("sluice policy check"), ": ", count("errors", "error"),
               ", ", count("warnings", "warning")});
}

void add_identity(const Policy& policy, std::string_view date,
                  const json::Document& checked, Page& page) {
  const auto note = policy.member("note").text();
  page.heading("The policy");
  page.table("What this report is about", {Text("What"), Text("Value")},
             {{Text("Policy"), code(policy.id())},
              {Text("Revision"), code(policy.member("revision").text())},
              {Text("SHA-256 of the policy's text"), code(policy.hash())},
              {Text("SHA-256 of the text without white space"),
               code(compact_hash(policy.root()))},
              {Text("Date of this report"), or_blank(date, "date")},
              {Text("Owner"), or_blank(policy.member("owner").text(), "owner")},
              {Text("Note"), note.empty() ? Text("none") : plain(note)},
              {Text("Profile"), Text(profile_words(policy.member("profile")))},
              {Text("Checked by"), check_words(checked)}});
  Page::Cells remarks;
  auto remark = checked.root().member("remarks").first();
  for (; remark.exists(); remark = remark.next()) {
    remarks.push_back(join({"Line ", remark.member("line").text(), ", ",
                            remark.member("code").text(), ": ",
                            plain(remark.member("message").text())}));
  }
  page.list(std::move(remarks));
}

// How the report came about, and what its words mean.
void add_legend(Page& page) {
  page.paragraph(
      "This report is made from the policy by the same code that decides in "
      "the page. What is said here to be sent, held, dropped or stored is what "
      "that code answered.");
  page.paragraph(
      join({"Receipts name the SHA-256 of the policy. It is the first of the "
            "two where the page fetches the policy as a file, and the second "
            "where the page is given it as an object, also by ",
            code("sluice bundle"), "."}));
  page.paragraph(
      "An event or a field is sent (it leaves the page) or withheld (a field "
      "that does not leave, while the rest of the event does). An event is "
      "held (it waits in memory for a choice) or dropped (it never leaves).");
}

void add_controller(Page& page) {
  page.heading("What only the controller can say");
  page.paragraph(
      "The record of processing activities (GDPR Art. 30) also needs what no "
      "policy contains:");
  page.table(
      "Places to be filled in", {Text("What"), Text("Entry")},
      {{Text("Controller: name and contact"), blank("name, address, e-mail")},
       {Text("Joint controllers, representative"), blank("names, or none")},
       {Text("Data protection officer"), blank("name and contact, or none")},
       {Text("Time limits for erasure at the collector"),
        blank("for each destination")},
       {Text("Transfers to third countries"),
        blank("countries and safeguards, or none")},
       {Text("Technical and organisational measures"),
        blank("general description")}});
}

void add_purposes(const Policy& policy, Page& page) {
  page.heading("For what: purposes");
  std::vector<Page::Cells> rows;
  auto one = policy.member("purposes").first();
  for (; one.exists(); one = one.next()) {
    rows.push_back({code(one.name()), plain(one.member("title").text()),
                    Text(one.is_set("storage") ? "yes" : "no"),
                    Text(one.is_set("sells") ? "yes" : "no"),
                    blank("GDPR Art. 6, other law")});
  }
  if (rows.empty()) return page.paragraph("The policy has no purpose.");
  page.table(
      "Purposes, as the policy describes them",
      {Text("Purpose"), Text("What for"), Text("Stores or reads on the device"),
       Text("Sale, sharing or targeted advertising (US states)"),
       Text("Legal basis")},
      std::move(rows));
  page.paragraph(
      "Data subjects are the visitors of the site. Whether they have to "
      "consent first depends on the regime, below.");
}

Page report_on(const Policy& policy, std::string_view date,
               const json::Document& checked) {
  Page page(join({"Report on the policy ", code(policy.id()), ", revision ",
                  code(policy.member("revision").text())}));
  add_identity(policy, date, checked, page);
  add_legend(page);
  add_controller(page);
  add_purposes(policy, page);
  add_signals(policy, page);
  add_regimes(policy, page);
  add_events(policy, page);
  add_fields(policy, page);
  add_never(policy, page);
  add_storage(policy, page);
  add_destinations(policy, page);
  add_receipts(policy, page);
  return page;
}

}  // namespace

void report(json::Value request, json::Writer& out) {
  if (const auto flaw = page_flaw(request)) return write_error(*flaw, out);
  Source source;
  if (const auto flaw = source.read(request.member("policy"), "policy")) {
    return write_error(*flaw, out);
  }
  Text asked;
  json::Writer(asked)
      .begin_object()
      .text("text", request.member("policy").text())
      .end_object();
  json::Document question;
  json::Document checked;
  Text remarks;
  json::Writer written(remarks);
  if (!question.read(asked)) check(question.root(), written);
  (void)checked.read(remarks);
  const Page page =
      report_on(source.policy(), request.member("date").text(), checked);
  const Text text =
      request.member("as").says("md") ? page.markdown() : page.html();
  out.begin_object().text("page", text).end_object();
}

}  // namespace sluice::inspect
