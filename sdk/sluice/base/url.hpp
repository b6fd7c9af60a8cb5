#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/text.hpp"

namespace sluice {

// An address taken apart without changing a byte; absent parts are empty.
//
//   https://shop.example:8080/a/b?utm_source=x#part
//   `-.-'   `------.--------'`.-' `----.-----' `.-'
//   scheme      host        path    query     fragment
//
// Takes what `location.href` and link addresses give, which the browser has
// normalised; a relative address has neither scheme nor host.
struct Url {
  std::string_view scheme;  // without ':'
  std::string_view host;    // with port, without user and password
  std::string_view path;
  std::string_view query;     // without '?'
  std::string_view fragment;  // without '#'
};

// Views into `text`, valid as long as it is.
[[nodiscard]] Url split_url(std::string_view text) noexcept;

// The host's name alone: no port.
[[nodiscard]] std::string_view host_name(const Url& url) noexcept;

// The route that a single-page application keeps in the fragment: "/cart" of
// "#/cart?sort=up", "!/cart" of "#!/cart"; empty where the fragment is none.
[[nodiscard]] std::string_view hash_route(const Url& url) noexcept;

// One `key=value` of a query, not decoded.
struct Parameter {
  std::string_view whole;
  std::string_view key;
  std::string_view value;
};

// Takes the next parameter off the front of `query`; false when it is used up.
// Empty ones ("&&") are skipped.
[[nodiscard]] bool next_parameter(std::string_view& query,
                                  Parameter& parameter) noexcept;

// The decoded value of the first parameter of that name, as
// URLSearchParams.get(); none if there is none.
[[nodiscard]] std::optional<Text> find_parameter(std::string_view query,
                                                 std::string_view name);

}  // namespace sluice
