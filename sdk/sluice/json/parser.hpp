#pragma once

#include <cstddef>
#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

// nlohmann's SAX parser, cut to what the core needs of it. json::sax_parse()
// is this parser and, behind a runtime switch, the readers of CBOR, BSON and
// other binary formats: 30 KB of Wasm.
namespace sluice::json {

// An integer type that no number fits: nlohmann then hands over every number
// as it was written, which is how the core keeps them.
template <typename Integer>
struct NoInteger {
  NoInteger() = default;
  constexpr NoInteger(int) noexcept {}
  constexpr explicit NoInteger(Integer) noexcept {}
  friend constexpr bool operator==(NoInteger, Integer) noexcept {
    return false;
  }
};
using NoSigned = NoInteger<long long>;
using NoUnsigned = NoInteger<unsigned long long>;

using Types = nlohmann::basic_json<std::map, std::vector, std::string, bool,
                                   NoSigned, NoUnsigned>;
using Input = nlohmann::detail::iterator_input_adapter<const char*>;
using Lexer = nlohmann::detail::lexer<Types, Input>;
using Parser = nlohmann::detail::parser<Types, Input>;

}  // namespace sluice::json

// nlohmann words its errors at length ("parse error at line 1, column 5: syntax
// error while parsing object key - invalid literal; last read: '{t'; expected
// string literal"). ReadError has the place, and of the words we keep what the
// lexer says, which is nothing where a sound token is out of place. The rest
// is 1 KB after compression.
namespace nlohmann::detail {

template <>
inline std::string sluice::json::Lexer::get_token_string() const {
  return {};
}

template <>
inline std::string sluice::json::Parser::exception_message(
    sluice::json::Lexer::token_type, const std::string&) {
  return m_lexer.get_error_message();
}

template <>
inline parse_error parse_error::create<std::nullptr_t, 0>(
    int code, const position_t& position, const std::string& message,
    std::nullptr_t) {
  return {code, position.chars_read_total, message.c_str()};
}

template <>
inline out_of_range out_of_range::create<std::nullptr_t, 0>(int code,
                                                            const std::string&,
                                                            std::nullptr_t) {
  return {code, "number out of range"};
}

}  // namespace nlohmann::detail
