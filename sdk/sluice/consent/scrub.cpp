#include "sluice/consent/scrub.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

#include "sluice/base/limits.hpp"
#include "sluice/base/secret.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/base/url.hpp"
#include "sluice/campaign/campaign.hpp"

namespace sluice {
namespace {

// Names of what is secret when it looks like it, besides those that end in
// "token"; without their '-' and '_'.
constexpr std::string_view kSecretWords =
    "jwt nonce apikey reset verify verifyemail verificationcode activate "
    "activation";
// Of what may be a number.
constexpr std::string_view kNamedWords =
    "auth session sessionid sid jsessionid phpsessid sig signature hmac csrf "
    "invite invitation magic magiclink unsubscribe";
// Of what may be nearly anything, besides those that end in "key".
constexpr std::string_view kVagueWords = "code key state pass pin";
// Of what is secret whatever it looks like, besides "new_password" and others.
constexpr std::string_view kPasswords =
    "pass pw pin otp totp passcode passphrase";

// A text without some of its escapes, and where each byte of it stands.
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

bool is_name_sign(char c) noexcept {
  const char letter = lower(c);
  return (letter >= 'a' && letter <= 'z') || (c >= '0' && c <= '9') ||
         c == '-' || c == '_';
}

// The last word of what stands in front of a mark: "password" of
// `{"user":"joe","password"` and of "user[password]".
std::string_view last_word(std::string_view text) noexcept {
  while (!text.empty() && !is_name_sign(text.back())) text.remove_suffix(1);
  auto at = text.size();
  while (at > 0 && is_name_sign(text[at - 1])) --at;
  return text.substr(at);
}

// What the name in front of a value says of it.
struct Named {
  Doubt doubt = Doubt::Usual;
  std::size_t whole = 0;  // from how many bytes on the value is one; 0: never

  explicit Named(std::string_view name) {
    // Names are short; a text between two marks may be a megabyte.
    if (name.empty() || name.size() > kMaxNameBytes) return;
    if (is_campaign_parameter(name)) {
      doubt = Doubt::None;
      return;
    }
    Text lowered;
    for (const char c : name) {
      if (c != '-' && c != '_') lowered.append(lower(c));
    }
    const std::string_view word = lowered;
    const bool is_token = word.ends_with("token");
    const bool is_password =
        word.find("passw") != word.npos || word.find("secret") != word.npos ||
        word.ends_with("pwd") || has_exact_word(kPasswords, word);
    if (is_password || is_token) whole = is_token ? kMinNamedToken : 1;
    if (has_exact_word(kNamedWords, word)) {
      doubt = Doubt::Named;
    } else if (whole > 0 || has_exact_word(kSecretWords, word)) {
      doubt = Doubt::High;
    }
    if (has_exact_word(kVagueWords, word) ||
        (doubt == Doubt::Usual && word.ends_with("key"))) {
      doubt = Doubt::Some;
    }
  }
};

// Goes through the bytes of a text and finds its secrets by the names that
// stand before them.
class Search {
 public:
  Search(std::string_view text, SecretKinds kinds)
      : text_(text), kinds_(kinds) {}

  Secret at(std::size_t at) {
    if (at == value_ && at < value_end_) return {value_end_ - at, "[token]"};
    if (is_mark(text_[at])) {
      pass(at);
      return {};
    }
    if (name_.empty()) return secret_at(text_, at, kinds_, Doubt::Usual);
    // Hardly ever is there anything, whatever the name.
    const auto secret = secret_at(text_, at, kinds_, Doubt::High);
    if (secret.size == 0 || (kinds_ & kToken) == 0) return secret;
    return secret_at(text_, at, kinds_, Named(name_).doubt);
  }

 private:
  static bool is_mark(char c) noexcept {
    return std::string_view("/?#&=;:").find(c) != std::string_view::npos;
  }

  // The name of what follows ends here, or there is none.
  void pass(std::size_t at) {
    const char mark = text_[at];
    const bool names = mark == '=' || mark == '/' || mark == ':';
    name_ = names ? last_word(text_.substr(word_, at - word_)) : "";
    word_ = at + 1;
    if (mark == '/' || (kinds_ & kToken) == 0) return;
    const std::size_t least = Named(name_).whole;
    if (least > 0) find_value(mark, least);
  }

  // The value behind a mark that is secret as a whole, from `least` bytes on.
  void find_value(char mark, std::size_t least) {
    auto begin = word_;
    while (mark == ':' && begin < text_.size() && text_[begin] == ' ') ++begin;
    auto quote = begin;  // in JSON within JSON with a '\\' before it
    while (quote < text_.size() && text_[quote] == '\\') ++quote;
    auto end = text_.npos;
    if (quote < text_.size() && (text_[quote] == '"' || text_[quote] == '\'')) {
      const auto opening = text_.substr(begin, quote + 1 - begin);
      begin = quote + 1;
      end = text_.find(opening, begin);
      while (end != text_.npos && text_[end - 1] == '\\') {
        end = text_.find(opening, end + 1);
      }
    } else if (mark == '=') {
      end = text_.find_first_of("&# \t\r\n", begin);
    } else {
      return;
    }
    value_ = begin;
    value_end_ = std::min(end, text_.size());
    if (value_end_ - begin < least) value_end_ = 0;
  }

  std::string_view text_;
  SecretKinds kinds_;
  std::size_t word_ = 0;   // where the present one begins
  std::string_view name_;  // of what stands there
  std::size_t value_ = 0;  // what is secret as a whole, and not gone through
  std::size_t value_end_ = 0;
};

// Writes `raw` to `result` without the secrets that `plain` shows, where its
// escapes are gone; `places` is where its bytes stand in `raw`. False, and
// nothing written, if there are none.
bool scrub_level(std::string_view raw, std::string_view plain,
                 const std::uint32_t* places, SecretKinds kinds, Text& result) {
  Search search(plain, kinds);
  std::size_t run = 0;  // from where on `raw` is not copied yet
  for (std::size_t at = 0; at < plain.size(); ++at) {
    const auto secret = search.at(at);
    if (secret.size == 0) continue;
    const auto end = at + secret.size;
    const std::size_t from = places == nullptr ? at : places[at];
    result.append(raw.substr(run, from - run));
    result.append(secret.word);
    run = places == nullptr ? end : places[end];
    at = end - 1;
  }
  if (run == 0) return false;
  result.append(raw.substr(run));
  return true;
}

int levels_of(std::string_view text) {
  int levels = 0;
  if (text.find('%') == text.npos) return levels;
  for (Plain plain(text); levels < kMaxNestedEscapes && plain.decode();) {
    ++levels;
  }
  return levels;
}

}  // namespace

bool scrub(std::string_view text, SecretKinds kinds, Text& result) {
  bool found = false;
  // The innermost first: there all marks between parts are to be seen.
  for (int levels = levels_of(text); levels >= 0; --levels) {
    Text level;
    if (levels == 0) {
      if (!scrub_level(text, text, nullptr, kinds, level)) continue;
    } else {
      Plain plain(text);
      for (int i = 0; i < levels; ++i) (void)plain.decode();
      if (!scrub_level(text, plain.bytes, plain.places.data(), kinds, level)) {
        continue;
      }
    }
    found = true;
    result = std::move(level);
    text = result;
  }
  return found;
}

Text scrub_address(std::string_view address) {
  const Url url = split_url(address);
  // All in front of the path, which has no secrets but user and password.
  const Text origin = join({url.scheme, url.scheme.empty() ? "" : ":",
                            url.host.empty() ? "" : "//", url.host});
  const char* behind = address.data();
  if (!url.scheme.empty()) behind = url.scheme.data() + url.scheme.size() + 1;
  if (!url.host.empty()) behind = url.host.data() + url.host.size();
  const auto rest =
      address.substr(static_cast<std::size_t>(behind - address.data()));
  Text scrubbed;
  return join({origin, scrub(rest, kAddressSecrets, scrubbed)
                           ? std::string_view(scrubbed)
                           : rest});
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
