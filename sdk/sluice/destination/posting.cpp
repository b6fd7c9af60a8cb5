#include "sluice/destination/posting.hpp"

#include <optional>
#include <utility>

#include "sluice/base/destination_limits.hpp"
#include "sluice/destination/filler.hpp"
#include "sluice/destination/query.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

constexpr char kLine = '\n';

// {"request": {"time": ..., "id": ...}}
Text about_request(const Batch& batch, double now_ms) {
  Text text;
  json::Writer out(text);
  out.begin_object().name("request").begin_object();
  out.integer("time", now_ms).text("id", batch.id).end_object().end_object();
  return text;
}

// One way of speaking: the description, or what it has for a page that is
// being left, or for a gzipped body, where that says something else.
struct Way {
  json::Value usual;
  json::Value special;  // absent: the usual one

  [[nodiscard]] json::Value member(std::string_view name) const noexcept {
    const auto own = special.member(name);
    return own.exists() ? own : usual.member(name);
  }
};

// Adds the address, its query and what goes with it.
void address(const Way& way, Filler& filler, Posting& posting) {
  posting.url = filler.text(way.member("url"));
  json::Document room;
  const Text query = query_text(filler.find(way.member("query"), room));
  if (!query.empty()) {
    const bool has_query =
        std::string_view(posting.url).find('?') != std::string_view::npos;
    posting.url.append(has_query ? '&' : '?');
    posting.url.append(query);
  }
  posting.type = filler.text(way.member("type"));
  (void)filler.write(way.member("headers"), posting.headers);
}

// Posting::gzip, of a body that it pays for.
Text gzip_way(json::Value root, Filler& filler) {
  const auto gzip = root.member("gzip");
  const auto when = gzip.member("when");
  Text text;
  if (!gzip.exists() || (when.exists() && !filler.holds(when))) return text;
  Posting other;
  address({root, gzip}, filler, other);
  json::Writer out(text);
  out.begin_object().text("url", other.url).text("type", other.type);
  if (!other.headers.empty()) out.name("headers").raw(other.headers);
  out.end_object();
  return text;
}

// The rows of all events as the description's encoding has them, empty if there
// are none; nothing where an event is too large. `first` is read as the first
// event.
std::optional<Text> collect_rows(const Description& description,
                                 const Batch& batch, json::Value about,
                                 double now_ms, json::Document& first) {
  const auto root = description.root();
  const bool is_single = root.member("batch").is(json::Kind::False);
  const bool is_lines = root.member("encoding").says("ndjson");
  json::Document other;
  Text rows;
  for (const QueuedEvent& queued : batch.events) {
    json::Document& event = first.root().exists() ? other : first;
    if (event.read(queued.json)) continue;
    if (append_rows(description, event.root(), about, now_ms,
                    is_lines ? kLine : ',', rows) < 0) {
      return std::nullopt;
    }
  }
  if (rows.empty() || is_single || is_lines) return rows;
  return join({"[", rows, "]"});
}

// The body of rows that are in `scope`, as the description's encoding has it.
void encode(const Description& description, Filler& filler, Text rows,
            Posting& posting) {
  const auto root = description.root();
  const auto body = root.member("body");
  Text json;
  if (body.exists()) {
    (void)filler.write(body, json);
  } else {
    json = std::move(rows);
  }
  const auto encoding = root.member("encoding");
  if (!encoding.says("form") && !encoding.says("query")) {
    posting.body = std::move(json);
    return;
  }
  json::Document document;
  if (document.read(json)) return;
  const Text query = query_text(document.root());
  if (encoding.says("form")) {
    posting.body = query;
  } else {
    posting.type.clear();
    posting.url = join({posting.url, "?", query});
  }
}

}  // namespace

int append_rows(const Description& description, json::Value event,
                json::Value about, double now_ms, char separator, Text& rows) {
  const auto name = event.member("event").member("name").text();
  const auto wrap = description.root().member("row");
  Scope scope{.config = description.config(),
              .about = about,
              .event = event,
              .now_ms = now_ms};
  Filler filler(scope);
  json::Document room;
  const auto made = filler.find(description.form_for(name), room);
  bool is_spent = filler.is_spent();
  int count = 0;
  const bool is_list = made.is(json::Kind::Array);
  for (auto row = is_list ? made.first() : made; row.exists() && !is_spent;
       row = is_list ? row.next() : json::Value()) {
    const std::size_t before = rows.size();
    if (before > 0) rows.append(separator);
    scope.row = row;
    Filler wrapper(scope);
    if (!wrap.exists()) {
      (void)json::append_value(rows, row, kMaxFillBytes);
      ++count;
    } else if (wrapper.write(wrap, rows)) {
      ++count;
    } else {
      rows.shorten(before);
    }
    is_spent = wrapper.is_spent();
  }
  return is_spent ? -1 : count;
}

bool pays_gzip(std::size_t bytes, bool is_leaving) noexcept {
  return bytes >= kMinGzipBytes && !is_leaving;
}

bool is_above_limit(const Posting& posting, const Batch& batch) noexcept {
  return posting.body.size() > kMaxBodyBytes && batch.events.size() > 1;
}

Posting make_posting(const Description& description, const Batch& batch,
                     double now_ms, bool is_leaving) {
  Posting posting;
  const auto root = description.root();
  json::Document about;
  (void)about.read(about_request(batch, now_ms));
  json::Document first;
  const auto rows =
      collect_rows(description, batch, about.root(), now_ms, first);
  if (!rows) posting.fit = Fit::TooLarge;
  if (!rows || rows->empty()) return posting;
  Filler filler({.config = description.config(),
                 .about = about.root(),
                 .event = first.root(),
                 .rows = *rows,
                 .now_ms = now_ms});
  const Way way{root, is_leaving ? root.member("leaving") : json::Value()};
  address(way, filler, posting);
  encode(description, filler, *rows, posting);
  if (pays_gzip(posting.body.size(), is_leaving)) {
    posting.gzip = gzip_way(root, filler);
  }
  const auto most = root.member("limits").member("bytes").number();
  const auto bytes = static_cast<double>(posting.body.size());
  const bool is_large = bytes > most.value_or(kMaxPostingBytes);
  posting.fit = filler.is_spent() || is_large ? Fit::TooLarge : Fit::Fits;
  return posting;
}

}  // namespace sluice
