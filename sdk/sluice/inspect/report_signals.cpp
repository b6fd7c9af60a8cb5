#include <array>

#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

struct Source {
  std::string_view read;
  std::string_view words;
};

constexpr std::array kSources = {
    Source{"tcf", "IAB TCF, by the consent platform"},
    Source{"gpp", "IAB GPP, by the consent platform"},
    Source{"usp", "US Privacy string"},
    Source{"gpc", "Global Privacy Control, by the browser"},
    Source{"dnt", "Do Not Track, by the browser"},
    Source{"flag", "an objection that the site takes itself"},
    Source{"gcm", "Google Consent Mode"},
    Source{"uet", "Microsoft Consent Mode (UET)"},
    Source{"api", "a choice that the site takes itself"},
    Source{"onetrust", "OneTrust"},
    Source{"cookiebot", "Cookiebot"},
    Source{"didomi", "Didomi"},
    Source{"usercentrics", "Usercentrics"},
    Source{"klaro", "Klaro"},
    Source{"cookieconsent", "cookieconsent"},
    Source{"osano", "Osano"},
};

std::string_view source_words(std::string_view read) noexcept {
  for (const Source& one : kSources) {
    if (one.read == read) return one.words;
  }
  return read;
}

Text numbers_of(json::Value list) {
  std::vector<Text> all;
  each_one(list, [&all](json::Value one) { all.emplace_back(one.text()); });
  return and_list(all);
}

Text tcf_words(json::Value mapping, json::Value vendor) {
  const auto purposes = mapping.member("purposes");
  const bool one =
      purposes.first().exists() && !purposes.first().next().exists();
  Text words =
      join({one ? "TCF purpose " : "TCF purposes ", numbers_of(purposes),
            mapping.member("basis").says("legitimateInterest")
                ? " by legitimate interest"
                : " by consent"});
  const auto features = mapping.member("specialFeatures");
  if (features.first().exists()) {
    words.append(join({", special features ", numbers_of(features)}));
  }
  words.append(vendor.exists() ? join({", for vendor ", vendor.text()})
                               : Text(", for the publisher"));
  return words;
}

Text any_of(json::Value names) {
  std::vector<std::string_view> all;
  each_one(names, [&all](json::Value one) { all.push_back(one.text()); });
  return codes(all, " or ");
}

// What a signal says about the purposes that it is read for.
Text reading_words(json::Value signal) {
  const auto read = signal.member("read");
  std::vector<Text> all;
  if (signal.member("denies").exists()) {
    return join({"can only deny ", codes(signal.member("denies"))});
  }
  auto mapping = signal.member("map").first();
  for (; mapping.exists(); mapping = mapping.next()) {
    Text words;
    if (read.says("tcf")) {
      words = join({"needs ", tcf_words(mapping, signal.member("vendor"))});
    } else if (read.says("gpp")) {
      words = join({"is denied by ", any_of(mapping.member("optOut"))});
    } else {
      words = join({"needs ", codes(mapping)});
    }
    all.push_back(join({code(mapping.name()), " ", words}));
  }
  return all.empty() ? Text("says nothing") : list_of(all, "; ");
}

}  // namespace

void add_signals(const Policy& policy, Page& page) {
  page.heading("How choices are heard");
  std::vector<Page::Cells> rows;
  auto signal = policy.member("signals").first();
  for (; signal.exists(); signal = signal.next()) {
    rows.push_back({code(signal.name()),
                    Text(source_words(signal.member("read").text())),
                    reading_words(signal)});
  }
  if (rows.empty()) {
    return page.paragraph("The policy listens to no choice or objection.");
  }
  page.table("Signals, and what they say of each purpose",
             {Text("Signal"), Text("Comes from"), Text("What it decides")},
             static_cast<std::vector<Page::Cells>&&>(rows));
  page.paragraph("A signal that is malformed or cannot be read denies.");
}

}  // namespace sluice::inspect
