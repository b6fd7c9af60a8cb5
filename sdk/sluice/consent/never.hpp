#pragma once

#include <optional>
#include <string_view>

#include "sluice/base/secret.hpp"
#include "sluice/base/text.hpp"
#include "sluice/event/fields.hpp"
#include "sluice/json/document.hpp"

// The rule of a policy about values: `"never": ["email", "card"]`.
namespace sluice {

// The kinds that `words` names; without it none. Nothing if it is no array, or
// if one of them is not of kSecretNames.
[[nodiscard]] std::optional<SecretKinds> read_never(json::Value words) noexcept;

// Whether there is an address at that path, which capture has put through
// scrub_address().
[[nodiscard]] bool is_address(std::string_view path) noexcept;

// Writes to `result` the value of `field` with fixed words in place of what is
// of `kinds`: in its text, and of JSON in texts, names of members and numbers
// at any depth. False, and `result` untouched, if there is nothing.
//
// The ids that Sluice makes (event.id, goal.event, page.id, session.id,
// visitor.id) are no texts of the page: nothing is looked for there. Tokens are
// not looked for in ids of others (user.id, order.*, click_id.*) and in
// campaign values (utm.*, campaign.*, attribution.*). Of is_address() only
// telephone numbers are.
[[nodiscard]] bool cut_out(const Fields::Field& field, SecretKinds kinds,
                           Text& result);

}  // namespace sluice
