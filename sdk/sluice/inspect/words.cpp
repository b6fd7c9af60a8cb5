#include "sluice/inspect/words.hpp"

#include <algorithm>
#include <cstdint>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

Text quoted(std::string_view text) {
  Text out;
  json::append_quoted(out, cut(text, kMaxNameBytes));
  return out;
}

Text shown(json::Value value) {
  Text json;
  (void)json::append_value(json, value, kMaxNameBytes);
  if (json.size() <= kMaxNameBytes) return json;
  return join({cut(json, kMaxNameBytes), "..."});
}

Text did_you_mean(std::string_view typed,
                  const std::vector<std::string_view>& names) {
  std::string_view best;
  std::size_t least = kMaxNameBytes;
  for (const std::string_view name : names) {
    const std::size_t edits = edit_distance(lower(typed), lower(name));
    // Two of three letters that changed places are two edits.
    const std::size_t most = std::max<std::size_t>(2, name.size() / 3);
    if (edits >= least || edits > most || edits >= name.size()) continue;
    least = edits;
    best = name;
  }
  return best.empty() ? Text() : join({", did you mean \"", best, "\"?"});
}

std::vector<std::string_view> member_names(json::Value object) {
  std::vector<std::string_view> names;
  for (auto one = object.first(); one.exists(); one = one.next()) {
    names.push_back(one.name());
  }
  return names;
}

Text list_of(const std::vector<Text>& words, std::string_view last,
             std::string_view others) {
  Text list;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) list.append(i + 1 == words.size() ? last : others);
    list.append(words[i]);
  }
  return list;
}

Text names_of(json::Value one_or_more) {
  Text list;
  each_one(one_or_more, [&list](json::Value one) {
    if (!list.empty()) list.append(", ");
    list.append(one.text());
  });
  return list;
}

namespace {

Text url_words(json::Value rule) {
  const auto keep = rule.member("keepQuery");
  const auto depth = rule.member("pathDepth");
  Text words = keep.first().exists() ? join({"query cut to ", names_of(keep)})
                                     : Text("query removed");
  if (depth.exists()) {
    words.append(join({", path cut to ", depth.text(), " segments"}));
  }
  return words;
}

Text hash_words(json::Value rule) {
  const auto rotate = rule.member("rotate").text();
  const auto key = rule.member("key").text();
  if (rotate.empty()) return join({"hashed with key ", key});
  return join({"hashed with key ", key, ", key changes every ", rotate});
}

}  // namespace

Text action_words(json::Value action) {
  if (action.says("allow")) return Text("sent");
  const auto rule = action.first();
  const auto name = rule.name();
  if (name == "hash") return hash_words(rule);
  if (name == "round") return join({"rounded to ", rule.text()});
  if (name == "truncate") return join({"cut to ", rule.text(), " bytes"});
  if (name == "redact") return join({rule.text(), " removed"});
  if (name == "url") return url_words(rule);
  return Text("withheld");
}

Text count_text(std::size_t count) {
  return integer_text(static_cast<std::uint64_t>(count));
}

}  // namespace sluice::inspect
