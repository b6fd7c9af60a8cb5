#pragma once

#include <cstddef>
#include <string_view>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"

namespace sluice {

// What the paths of a template speak of. Of two roots of one name the first
// one here counts.
struct Scope {
  json::Value config{};  // "$config.domain"
  json::Value row{};     // "$row": what the event's own template made
  json::Value about{};   // its members are roots: "$request", or "$answer"
  json::Value event{};   // its members are roots: "$page.url"; "$" is all of it
  std::string_view rows{};  // "$rows", as JSON
  double now_ms = 0;
};

// Fills the templates of a description, the language of
// js/docs/how-to/describe-a-collector.md. It has no loops but over arrays and
// no recursion but into what it was given, and does at most kMaxFillBytes of
// work.
class Filler {
 public:
  explicit Filler(const Scope& scope) noexcept : scope_(scope) {}

  // Appends as JSON what `form` says. False, and nothing appended, where that
  // is nothing: an empty place drops its member.
  [[nodiscard]] bool write(json::Value form, Text& out);

  // The same as plain text; empty where it is nothing.
  [[nodiscard]] Text text(json::Value form);

  // The same as a value: of the scope where it is one, otherwise of `room`.
  [[nodiscard]] json::Value find(json::Value form, json::Document& room);

  // Whether what `form` says is neither nothing nor null, false or "".
  [[nodiscard]] bool is_there(json::Value form);
  // Whether `condition` is there, or, if it is an object, its first member is:
  // or equals "$is".
  [[nodiscard]] bool holds(json::Value condition);

  // Whether there was more to do than may be: what was written is incomplete.
  [[nodiscard]] bool is_spent() const noexcept;

 private:
  bool write_any(json::Value form, Text& out);
  bool write_text(std::string_view text, Text& out);
  bool write_list(json::Value list, Text& out);
  bool write_object(json::Value form, Text& out);
  bool write_member(std::string_view name, json::Value form, bool is_first,
                    Text& out);
  void merge(json::Value form, json::Value sources, std::size_t start,
             Text& out);
  bool cast(json::Value value, std::string_view casts, Text& out);

  // The operations (operations.cpp).
  bool operate(json::Value form, Text& out);
  bool choose(json::Value form, Text& out);
  bool find_first(json::Value form, Text& out);
  bool join_texts(json::Value form, Text& out);
  bool choose_case(json::Value form, Text& out);
  bool list_each(json::Value form, Text& out);
  bool map_each(json::Value form, Text& out);
  bool write_each(json::Value form, bool is_map, Text& out);
  bool concatenate(json::Value form, Text& out);
  bool write_query(json::Value form, Text& out);
  bool cast_built(json::Value form, Text& out);
  bool keep(json::Value form, Text& out);

  [[nodiscard]] json::Value look_up(std::string_view path) const noexcept;

  Scope scope_;
  json::Value item_;  // of "$each" and "$map"
  json::Node key_;    // its name
  std::size_t work_ = 0;
};

// A template's text that is a path; "$$" stands for a dollar sign.
[[nodiscard]] bool is_path(std::string_view text) noexcept;
// Whether a template's member of that name makes it an operation.
[[nodiscard]] bool is_operation(std::string_view name) noexcept;

}  // namespace sluice
