#include "sluice/capture/scrub.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "sluice/base/limits.hpp"
#include "sluice/base/secret.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/campaign/campaign.hpp"

namespace sluice {
namespace {

// Names, besides those that end in "token", of what is secret when it looks
// like it; without their '-' and '_'.
constexpr std::string_view kDoubtfulNames =
    "auth jwt nonce sig signature apikey session sessionid sid jsessionid "
    "phpsessid reset verify verifyemail invite invitation magic magiclink "
    "unsubscribe";

// An address without some of its escapes, and where each byte of it stands.
struct Plain {
  Text bytes;
  std::vector<std::uint32_t> places;  // and one more: the end

  explicit Plain(std::string_view text) : bytes(text), places(text.size() + 1) {
    std::iota(places.begin(), places.end(), 0U);
  }

  // Takes one more level of escapes out; false if there is none.
  bool decode() {
    char* to = bytes.data();
    std::size_t size = 0;
    const std::string_view from = bytes;
    for (std::size_t i = 0; i < from.size(); ++size) {
      const int byte = escaped_byte(from.substr(i));
      places[size] = places[i];
      to[size] = byte < 0 ? from[i] : static_cast<char>(byte);
      i += byte < 0 ? 1 : 3;
    }
    const bool changed = size < from.size();
    places[size] = places[from.size()];
    bytes.shorten(size);
    return changed;
  }
};

bool is_secret_name(std::string_view name) {
  const Text lowered = lower(name);
  const std::string_view text = lowered;
  return text.find("passw") != text.npos || text.find("secret") != text.npos ||
         text.ends_with("pwd");
}

Doubt doubt_of(std::string_view name) {
  // Names are short; a text between two marks may be a megabyte.
  if (name.empty() || name.size() > kMaxNameBytes) return Doubt::Usual;
  if (is_campaign_parameter(name)) return Doubt::None;
  Text word;
  for (const char c : name) {
    if (c != '-' && c != '_') word.append(lower(c));
  }
  const bool is_doubtful = std::string_view(word).ends_with("token") ||
                           has_word(kDoubtfulNames, word) ||
                           is_secret_name(word);
  return is_doubtful ? Doubt::High : Doubt::Usual;
}

// Goes through the bytes of an address and finds its secrets by the names that
// stand before them.
class Search {
 public:
  explicit Search(std::string_view text) : text_(text) {}

  Secret at(std::size_t at) {
    const char c = text_[at];
    if (is_mark(c)) return pass(at);
    // Hardly ever is there anything, whatever the name.
    if (secret_at(text_, at, Doubt::High).size == 0) return {};
    return secret_at(text_, at, doubt_of(name_));
  }

 private:
  static bool is_mark(char c) noexcept {
    return std::string_view("/?#&=;:").find(c) != std::string_view::npos;
  }

  // The name of what follows ends here, or there is none.
  Secret pass(std::size_t at) {
    const char mark = text_[at];
    const auto name = text_.substr(word_, at - word_);
    const bool names = mark == '=' || mark == '/' || mark == ':';
    name_ = names ? name : "";
    word_ = at + 1;
    if (mark != '=' || !is_secret_name(name)) return {};
    // The value whole, behind the mark, which stays.
    const auto end = std::min(text_.find_first_of("&#;", word_), text_.size());
    return end > word_ ? Secret{end - at, "=[token]"} : Secret{};
  }

  std::string_view text_;
  std::size_t word_ = 0;   // where the present one begins
  std::string_view name_;  // of what stands there
};

// `raw` without the secrets that show once `level` levels of escapes are gone.
Text scrub_level(std::string_view raw, int level) {
  Plain plain(raw);
  for (int i = 0; i < level; ++i) (void)plain.decode();
  Search search(plain.bytes);
  Text result;
  std::size_t run = 0;  // from where on `raw` is not copied yet
  for (std::size_t at = 0; at < plain.bytes.size(); ++at) {
    const auto secret = search.at(at);
    if (secret.size == 0) continue;
    result.append(raw.substr(run, plain.places[at] - run));
    result.append(secret.word);
    at += secret.size - 1;
    run = plain.places[at + 1];
  }
  result.append(raw.substr(run));
  return result;
}

}  // namespace

Text scrub_address(std::string_view address) {
  const Url url = split_url(address);
  // All in front of the path, which has no secrets but user and password.
  const Text origin = join({url.scheme, url.scheme.empty() ? "" : ":",
                            url.host.empty() ? "" : "//", url.host});
  const char* behind = address.data();
  if (!url.scheme.empty()) behind = url.scheme.data() + url.scheme.size() + 1;
  if (!url.host.empty()) behind = url.host.data() + url.host.size();
  Text rest(address.substr(static_cast<std::size_t>(behind - address.data())));
  int levels = 0;
  for (Plain plain(rest); levels < kMaxNestedEscapes && plain.decode();) {
    ++levels;
  }
  // The innermost first: there all marks between parts are to be seen.
  for (; levels >= 0; --levels) rest = scrub_level(rest, levels);
  return join({origin, rest});
}

Text keep_address(std::string_view address) {
  auto kept = cut(address, kMaxUrlBytes);
  if (kept.size() < address.size()) {
    kept = kept.substr(0, kept.find_last_of("/?#&"));
  }
  const Text scrubbed = scrub_address(kept);
  return Text(cut(scrubbed, kMaxUrlBytes));
}

}  // namespace sluice
