#include "sluice/inspect/diff_page.hpp"

#include <array>
#include <utility>

#include "sluice/inspect/entries.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

struct Section {
  Way way;
  std::string_view heading;
  std::string_view words;
};

constexpr std::array kSections = {
    Section{Way::More, "More data leaves",
            "Data is sent, or stored, that was not before. Somebody has to "
            "approve this."},
    Section{Way::Other, "Other data leaves",
            "The data is not the same as before, and may be more. Somebody has "
            "to approve this."},
    Section{Way::Less, "Less data leaves",
            "Less data is sent or stored than before."},
    Section{Way::None, "No data is concerned",
            "These changes send and store the same data as before."},
};

// What diff calls parts of a policy that stand for themselves.
constexpr std::array kSubjects = {
    Entry{"action", "What becomes of the event"},
    Entry{"action after the hold",
          "What becomes of an event that was held for as long as it may be"},
    Entry{"never", "What is cut out of every text that is sent"},
    Entry{"the policy's id", "The name of the policy"},
    Entry{"receipts, to", "Who gets the record of each choice"},
    Entry{"receipts, parts", "What the record of a choice contains"},
    Entry{"held at most", "How much is held while there is no choice"},
    Entry{"erased by a withdrawal", "What a withdrawal erases"},
    Entry{"told of a withdrawal", "Who is told of a withdrawal"},
    Entry{"signals", "How choices are read"},
};

// Words of diff for a ruling, in those of people.
constexpr std::array kRulings = {
    Entry{"send", "sent"},
    Entry{"hold", "held"},
    Entry{"drop", "dropped"},
    Entry{"cookieless", "sent as if every purpose were denied"},
    Entry{"sent without purposes", "sent as if every purpose were denied"},
};

// "storage visitor, maxAge": "The record `visitor` on the device: maxAge".
Text part_words(std::string_view kind, std::string_view rest) {
  const auto comma = rest.find(", ");
  const auto name = rest.substr(0, comma);
  Text words = join({kind, " ", code(name)});
  if (comma != std::string_view::npos) {
    words.append(join({": ", plain(rest.substr(comma + 2))}));
  }
  return words;
}

bool is_destination(const Policy& a, const Policy& b, std::string_view name) {
  return a.member("destinations").member(name).exists() ||
         b.member("destinations").member(name).exists();
}

Text subject_words(const Policy& before, const Policy& after,
                   std::string_view what) {
  const auto own = words_of(kSubjects, what);
  if (!own.empty()) return Text(own);
  for (const auto& [prefix, kind] :
       {Entry{"storage ", "The record on the device"},
        Entry{"purpose ", "The purpose"}, Entry{"signal ", "The signal"}}) {
    if (what.starts_with(prefix)) {
      return part_words(kind, what.substr(prefix.size()));
    }
  }
  if (is_destination(before, after, what)) {
    return join({"The event on its way to ", code(what)});
  }
  const auto dot = what.find('.');
  if (dot != std::string_view::npos &&
      is_destination(before, after, what.substr(0, dot))) {
    const auto path = what.substr(dot + 1);
    return join({path == "any other field" ? Text(path)
                                           : join({"The field ", code(path)}),
                 " on its way to ", code(what.substr(0, dot))});
  }
  return part_words("The destination", what);
}

Text value_words(std::string_view value) {
  const auto words = words_of(kRulings, value);
  return words.empty() ? plain(value) : Text(words);
}

Text whom_words(const Changes::Change& change) {
  if (change.situations == 0) return Text("everybody");
  std::vector<Text> all;
  for (const Text& region : change.regions) {
    const std::string_view label = region;
    // "EEA (AT)" is any place of it, asked in one.
    if (const auto end = label.find(" ("); end != std::string_view::npos) {
      const auto child = label.substr(label.find(')') + 1);
      all.push_back(plain(join({label.substr(0, end), child})));
      continue;
    }
    all.push_back(label == "unknown"
                      ? Text("visitors whose region is not known")
                  : label == "elsewhere" ? Text("visitors elsewhere")
                                         : plain(label));
  }
  return all.empty() ? Text("everybody") : list_of(all, "; ", "; ");
}

Text events_words(const Changes::Change& change) {
  std::vector<Text> all;
  for (const Text& event : change.events) {
    all.push_back(std::string_view(event) == "any other" ? Text("any other")
                                                         : code(event));
  }
  return all.empty() ? Text("-") : and_list(all);
}

void add_section(const Section& section, const Policy& before,
                 const Policy& after, const Changes& changes, Page& page) {
  std::vector<Page::Cells> rows;
  for (const auto& one : changes.all()) {
    if (one.way != section.way) continue;
    rows.push_back({subject_words(before, after, one.what),
                    value_words(one.before), value_words(one.after),
                    whom_words(one), events_words(one),
                    one.example.empty() ? Text("-") : plain(one.example)});
  }
  if (rows.empty()) return;
  page.heading(section.heading);
  page.paragraph(section.words);
  page.table(join({section.heading, ": before and after"}),
             {Text("What"), Text("Before"), Text("After"), Text("For whom"),
              Text("Events"), Text("For example, with")},
             std::move(rows));
}

Text summary_words(const Changes& changes) {
  std::vector<Text> parts;
  std::size_t widening = 0;
  for (const Section& section : kSections) {
    std::size_t count = 0;
    for (const auto& one : changes.all()) count += one.way == section.way;
    if (count == 0) continue;
    const bool widens = section.way == Way::More || section.way == Way::Other;
    widening += widens ? count : 0;
    parts.push_back(join({section.heading, ": ", count_text(count),
                          count == 1 ? " change" : " changes"}));
  }
  if (parts.empty()) {
    return Text(
        "Both policies do the same in every situation that was compared.");
  }
  return join({list_of(parts, ". ", ". "), ". ",
               widening > 0 ? "The new policy needs approval."
                            : "The new policy widens nothing."});
}

}  // namespace

Page diff_page(const Policy& before, const Policy& after,
               const Changes& changes, const Compared& compared,
               std::string_view date) {
  const auto revision = [](const Policy& policy) {
    return code(policy.member("revision").text());
  };
  Page page(join({"Changes of the policy ", code(after.id()), " from revision ",
                  revision(before), " to revision ", revision(after)}));
  page.heading("Summary");
  page.paragraph(summary_words(changes));
  page.table("The two policies", {Text("What"), Text("Before"), Text("After")},
             {{Text("Policy"), code(before.id()), code(after.id())},
              {Text("Revision"), revision(before), revision(after)},
              {Text("SHA-256 of the policy's text"), code(before.hash()),
               code(after.hash())}});
  page.paragraph(join(
      {"Date of this comparison: ", date.empty() ? blank("date") : plain(date),
       ". Approved by: ", blank("name, date"), "."}));
  page.paragraph(
      join({"What the two policies do was compared, not their texts, by the "
            "same code that decides in the page: ",
            count_text(compared.situations),
            compared.is_sampled
                ? " situations, drawn from more than can be compared."
                : " situations, which are all that the two can tell "
                  "apart."}));
  for (const Section& section : kSections) {
    add_section(section, before, after, changes, page);
  }
  return page;
}

}  // namespace sluice::inspect
