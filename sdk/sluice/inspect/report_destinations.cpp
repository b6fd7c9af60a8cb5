#include <array>
#include <utility>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/inspect/entries.hpp"
#include "sluice/inspect/lint.hpp"
#include "sluice/inspect/report_parts.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

constexpr double kSecondMs = 1000;
constexpr double kMinuteMs = 60 * kSecondMs;
constexpr double kDayMs = 24 * 60 * kMinuteMs;

constexpr std::array kRecords = {
    Entry{"visitor", "random id of this browser"},
    Entry{"session", "random id of the visit, when it began, its campaign"},
    Entry{"touches", "what led to earlier visits: channels and campaigns"},
    Entry{"conversions", "hashes of conversions that were counted already"},
    Entry{"queue", "events that could not be sent yet"},
};

constexpr std::array kKinds = {
    Entry{"cookie", "cookie"},
    Entry{"local", "local storage"},
    Entry{"session", "session storage, which ends with the tab"},
};

constexpr std::array kSecrets = {
    Entry{"email", "e-mail addresses"},
    Entry{"card", "payment card numbers"},
    Entry{"token",
          "access tokens and passwords: JSON Web Tokens, keys, and what "
          "stands behind a name that tells of a secret"},
    Entry{"phone", "telephone numbers"},
};

constexpr std::array kReceiptParts = {
    Entry{"policy", "id, revision and hash of the policy"},
    Entry{"regime", "region and regime"},
    Entry{"signals", "what was heard (consent strings as hashes)"},
    Entry{"purposes", "the state of each purpose, and why"},
    Entry{"time", "the time"},
};

constexpr std::array kUnits = {
    Entry{"s", "second"}, Entry{"m", "minute"}, Entry{"h", "hour"},
    Entry{"d", "day"},    Entry{"mo", "month"}, Entry{"y", "year"},
};

Text plural(std::string_view number, std::string_view unit) {
  return join({number, " ", unit, number == "1" ? "" : "s"});
}

// The longest time for which the core uses a record: Identity::max_age_ms(),
// and for the queue kMaxRetryAgeMs, whatever the policy says.
Text age_words(json::Value record) {
  const auto name = record.name();
  if (name == "queue") return span_words(kMaxRetryAgeMs);
  const auto given = record.member("maxAge");
  if (name == "session") {
    const double age_ms =
        std::min(duration_ms(given, kSessionMaxMs), kSessionMaxMs);
    return join({"until ", span_words(kSessionIdleMs),
                 " without an event, at most ", span_words(age_ms)});
  }
  const bool is_longer = duration_ms(given, kVisitorMaxMs) > kVisitorMaxMs;
  if (given.exists() && !is_longer) return duration_words(given.text());
  return Text("13 months (the most that Sluice allows)");
}

Text renewal_words(json::Value record) {
  if (record.name() == "session") return Text("each event extends it");
  if (record.name() != "visitor") return Text("each entry has its own age");
  return Text(record.is_set("renew") ? "each visit extends it"
                                     : "a visit does not extend it");
}

Text needs_words(json::Value one, std::string_view otherwise) {
  const Text needs = if_permitted(one.member("needs"));
  return needs.empty() ? Text(otherwise) : needs;
}

Text exempt_words(json::Value record) {
  const auto exempt = record.member("exempt").text();
  if (exempt.empty())
    return Text("without any purpose; the policy gives no reason");
  return join({"without any purpose; exempt: ", plain(exempt)});
}

Text party_words(json::Value destination) {
  const auto party = destination.member("party");
  if (party.says("self")) return Text("the controller itself");
  if (party.says("processor")) return Text("a processor");
  if (party.says("third")) return Text("a third party");
  return blank("whose it is");
}

Text events_of(json::Value destination) {
  if (is_for_records(destination)) {
    return Text("only records of choices (receipts)");
  }
  const auto events = destination.member("events");
  Text words = events.exists() ? codes(events) : Text("all that may be sent");
  if (destination.is_set("cookieless")) {
    words.append("; also events that are sent as if every purpose were denied");
  }
  return words;
}

// What a destination hears of decisions: Tracker::send_receipt().
Text receipt_words(json::Value destination) {
  const auto needs = destination.member("needs");
  const Text condition = if_permitted(needs);
  if (condition.empty()) {
    return join({code(destination.name()),
                 " gets the record of each decision, refusals too."});
  }
  return join({code(destination.name()), " gets it ", condition,
               ". A refusal of ", codes(needs),
               " is therefore not recorded there."});
}

bool tells_of_withdrawals(const Policy& policy) {
  auto regime = policy.member("regimes").first();
  while (regime.exists() &&
         !regime.member("withdrawal").member("tell").first().exists()) {
    regime = regime.next();
  }
  return regime.exists();
}

}  // namespace

Text span_words(double ms) {
  const auto number = [](double value) {
    return count_text(static_cast<std::size_t>(value));
  };
  const auto is_whole = [ms](double unit) {
    return ms >= unit && ms / unit == static_cast<double>(
                                          static_cast<std::size_t>(ms / unit));
  };
  if (is_whole(kDayMs) && ms > kDayMs)
    return plural(number(ms / kDayMs), "day");
  if (is_whole(kDayMs)) return Text("24 hours");
  if (is_whole(kMinuteMs)) return plural(number(ms / kMinuteMs), "minute");
  return plural(number(ms / kSecondMs), "second");
}

Text duration_words(std::string_view text) {
  const auto unit = text.find_first_not_of("0123456789");
  if (unit == std::string_view::npos) return plain(text);
  const auto words = words_of(kUnits, text.substr(unit));
  return words.empty() ? plain(text) : plural(text.substr(0, unit), words);
}

void add_storage(const Policy& policy, Page& page) {
  page.heading("What is stored on the visitor's device");
  std::vector<Page::Cells> rows;
  auto record = policy.member("storage").first();
  for (; record.exists(); record = record.next()) {
    const auto what = words_of(kRecords, record.name());
    const auto kind = record.member("kind").text();
    const bool is_stored =
        !what.empty() && (record.name() != "queue" || kind == "local");
    rows.push_back(
        {code(record.name()),
         Text(is_stored ? what : "nothing: Sluice stores no such record"),
         join(
             {words_of(kKinds, kind), ", ", code(record.member("key").text())}),
         is_stored ? age_words(record) : Text("-"),
         is_stored ? renewal_words(record) : Text("-"),
         record.member("needs").exists() ? needs_words(record, "always")
                                         : exempt_words(record)});
  }
  if (rows.empty()) {
    return page.paragraph(
        "Nothing: the policy names no storage, so none is read or written.");
  }
  page.table(
      "Records on the device, and for how long they are used",
      {Text("Record"), Text("What it is"), Text("Where"), Text("For how long"),
       Text("Renewal"), Text("May be read and written")},
      std::move(rows));
  page.paragraph(
      "A record without a row is neither read nor written. What cannot be "
      "stored is lost when the page is closed.");
}

void add_destinations(const Policy& policy, Page& page) {
  page.heading("To whom it is sent");
  std::vector<Page::Cells> rows;
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    const auto url = one.member("url").text();
    const auto note = one.member("note").text();
    rows.push_back({code(one.name()),
                    url.empty() ? Text("the collector that the site names "
                                       "(option endpoint)")
                                : code(url),
                    party_words(one), needs_words(one, "without any purpose"),
                    events_of(one),
                    join({blank("legal name, contract"),
                          note.empty() ? "" : " ", plain(note)})});
  }
  if (rows.empty()) {
    return page.paragraph("To nobody: the policy names no destination.");
  }
  page.table("Recipients, and when they get an event",
             {Text("Destination"), Text("Address"), Text("Who it is"),
              Text("Gets an event"), Text("Which events"), Text("Recipient")},
             std::move(rows));
}

void add_never(const Policy& policy, Page& page) {
  page.heading("What may never leave");
  const auto never = policy.member("never");
  Page::Cells items;
  each_one(never, [&items](json::Value word) {
    items.push_back(
        join({words_of(kSecrets, word.text()), " (", code(word.text()), ")"}));
  });
  const bool none = items.empty();
  page.paragraph(
      none ? "The policy names nothing that is cut out of every text."
           : "This is cut out of every text of an event before it is sent, "
             "whatever the rules for fields say and to whatever destination. A "
             "fixed word stands in its place:");
  page.list(std::move(items));
  page.paragraph(
      "Addresses lose e-mail addresses, card numbers and tokens under every "
      "policy. Programs recognise these by their form: one in an unusual form "
      "can be missed.");
  if (!none) {
    page.paragraph(
        "Exceptions: random ids that Sluice makes are not searched; the ids "
        "and "
        "campaign values of others lose no tokens; a hash is made of the whole "
        "value.");
  }
}

void add_receipts(const Policy& policy, Page& page) {
  page.heading("Proof of choices: receipts");
  const auto receipt = policy.member("receipt");
  Page::Cells items;
  auto one = policy.member("destinations").first();
  for (; one.exists(); one = one.next()) {
    if (matches_any(receipt.member("to"), one.name())) {
      items.push_back(receipt_words(one));
    }
  }
  if (items.empty()) {
    page.paragraph(
        "The policy names no destination for receipts, so Sluice records "
        "neither grants nor refusals.");
    if (tells_of_withdrawals(policy)) {
      page.paragraph("Withdrawals are told as the regimes above say.");
    }
    return;
  }
  page.paragraph(
      join({"Each decision is recorded by one event ", code("consent_receipt"),
            ". It names neither the visitor nor the page."}));
  page.list(std::move(items));
  const auto include = receipt.member("include");
  std::vector<Text> parts;
  for (const Entry& part : kReceiptParts) {
    if (!include.exists() || matches_any(include, part.name)) {
      parts.emplace_back(part.words);
    }
  }
  page.paragraph(
      join({"A receipt has a number, how many events were sent, "
            "held and dropped",
            parts.empty() ? "" : ", ", list_of(parts, ", "),
            ". Each has the SHA-256 of the one before, so that one "
            "that is missing or was changed shows: ",
            code("sluice receipts verify FILE"), "."}));
}

}  // namespace sluice::inspect
