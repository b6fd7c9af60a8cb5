#include "sluice/consent/policy.hpp"

#include <iterator>

#include "sluice/base/limits.hpp"
#include "sluice/base/sha256.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/consent/never.hpp"

namespace sluice {
namespace {

constexpr double kSecondMs = 1000;
constexpr double kDayMs = 24 * 60 * 60 * kSecondMs;

// Calls `visit` with a text, or with each text of an array.
template <class Visit>
void each_text(json::Value one_or_more, Visit visit) {
  if (one_or_more.is(json::Kind::Text)) return visit(one_or_more.text());
  for (auto one = one_or_more.first(); one.exists(); one = one.next()) {
    visit(one.text());
  }
}

double unit_ms(std::string_view unit) noexcept {
  if (unit == "s") return kSecondMs;
  if (unit == "m") return 60 * kSecondMs;
  if (unit == "h") return 60 * 60 * kSecondMs;
  if (unit == "d") return kDayMs;
  if (unit == "mo") return 365 * kDayMs / 12;
  return unit == "y" ? 365 * kDayMs : 0;
}

// Lists of objects first, then objects by name.
constexpr const char* kParts[] = {"regimes",      "events",   "fields",
                                  "destinations", "purposes", "signals",
                                  "storage"};
constexpr std::size_t kLists = 3;
constexpr std::size_t kNeeded = 4;  // nothing leaves without the first of them

}  // namespace

std::string_view purpose_state_name(PurposeState state) noexcept {
  switch (state) {
    case PurposeState::Granted:
      return "granted";
    case PurposeState::Denied:
      return "denied";
    default:
      return "unknown";
  }
}

std::optional<json::ReadError> Policy::read(std::string_view text) {
  fields_.clear();  // they point into the document
  auto error = document_.read(text);
  const auto never = read_never(member("never"));
  if (!error && (member("policy").number() != 1 || id().empty())) {
    error = {1, 1, Text("expected \"policy\": 1 and an \"id\"")};
  } else if (!error && !never) {
    error = {1, 1, join({"expected in \"never\": ", kSecretNames})};
  }
  if (error) (void)document_.read("{}");
  never_ = error ? SecretKinds{} : *never;
  hash_ = sha256_hex(text);
  auto rule = member("fields").first();
  for (; rule.exists(); rule = rule.next()) {
    const PurposeMask needs = mask(rule.member("if"));
    each_text(rule.member("path"), [this, needs, rule](std::string_view glob) {
      fields_.push_back({glob, needs, rule});
    });
  }
  return error;
}

const char* Policy::misfit(Text& at) const {
  for (std::size_t i = 0; i < std::size(kParts); ++i) {
    const auto part = member(kParts[i]);
    const auto one = part.first();
    const bool is_needed = i < kNeeded;
    const bool is_list = i < kLists;
    const bool is_filled =
        one.exists() ? one.is(json::Kind::Object) : !is_needed;
    const bool fits =
        part.is(is_list ? json::Kind::Array : json::Kind::Object) && is_filled;
    if (fits || (!is_needed && !part.exists())) continue;
    at.append('/');
    at.append(kParts[i]);
    return is_list ? "expected a list of objects" : "expected objects by name";
  }
  return nullptr;
}

Text Policy::label() const {
  const auto revision = member("revision").text();
  return join({cut(id(), kMaxNameBytes), "@", cut(revision, kMaxNameBytes)});
}

std::size_t Policy::purpose_count() const noexcept {
  std::size_t count = 0;
  auto purpose = member("purposes").first();
  for (; purpose.exists() && count < kMaxPurposes; purpose = purpose.next()) {
    ++count;
  }
  return count;
}

std::string_view Policy::purpose_name(std::size_t index) const noexcept {
  auto purpose = member("purposes").first();
  while (index-- > 0) purpose = purpose.next();
  return purpose.name();
}

PurposeMask Policy::mask(json::Value names) const noexcept {
  // Purposes of an unknown form are never granted.
  const bool is_list = names.is(json::Kind::Text) || names.first().exists();
  PurposeMask all = names.exists() && !is_list ? kNoSuchPurpose : 0;
  each_text(names, [this, &all](std::string_view name) {
    PurposeMask bit = 1;
    auto purpose = member("purposes").first();
    while (purpose.exists() && purpose.name() != name) {
      purpose = purpose.next();
      if (bit < kNoSuchPurpose) bit <<= 1;
    }
    all |= purpose.exists() && bit < kNoSuchPurpose ? bit : kNoSuchPurpose;
  });
  return all;
}

bool matches_any(json::Value globs, std::string_view text) noexcept {
  bool found = false;
  each_text(globs, [&found, text](std::string_view glob) {
    found = found || matches_glob(text, glob);
  });
  return found;
}

double duration_ms(json::Value value, double otherwise) noexcept {
  const auto text = value.text();
  const auto digits = text.find_first_not_of("0123456789");
  if (!value.is(json::Kind::Text) || digits == std::string_view::npos) {
    return otherwise;
  }
  const auto count = parse_number(text.substr(0, digits));
  const double unit = unit_ms(text.substr(digits));
  return count && unit > 0 ? *count * unit : otherwise;
}

}  // namespace sluice
