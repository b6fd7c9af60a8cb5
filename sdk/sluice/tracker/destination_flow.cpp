#include "sluice/base/destination_limits.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/destination/json_batch.hpp"
#include "sluice/destination/posting.hpp"
#include "sluice/destination/reply.hpp"
#include "sluice/json/writer.hpp"
#include "sluice/tracker/tracker.hpp"

namespace sluice {
namespace {

constexpr std::string_view kNative = "sluice";

// What a site says of one destination; absent or empty where it says nothing.
struct Wish {
  json::Value own;  // its member of the option "destinations"
  Text description;
  json::Document config;
};

Text text_of(json::Value value) {
  Text text(value.text());
  if (value.is(json::Kind::Object)) {
    (void)json::append_value(text, value, kMaxFactBytes);
  }
  return text;
}

// Reads what is said of a destination by its name, and besides that of all. A
// name stands for a description that the script brought along, as `fact` says.
void read_wish(const DestinationOptions& options, json::Value own,
               json::Value fact, Wish& wish) {
  wish.own = own;
  const auto description = own.member("description");
  wish.description =
      description.exists() ? text_of(description) : options.description;
  const auto known = fact.member("descriptions").member(wish.description);
  if (known.exists()) wish.description = text_of(known);
  const auto config = own.member("config");
  const Text text = config.exists() ? text_of(config) : options.config;
  (void)wish.config.read(text.empty() ? std::string_view("{}") : text);
}

// Where to post: what the policy says, before what the site says.
Text find_endpoint(const Route& route, const Wish& wish, const Config& config) {
  const auto url = route.destination.member("url").text();
  if (!url.empty()) return Text(url);
  const auto endpoint = wish.own.member("endpoint").text();
  if (!endpoint.empty()) return Text(endpoint);
  // One endpoint is not that of several vendors.
  const bool has_own =
      wish.own.exists() && route.description.root().member("endpoint").exists();
  return has_own ? Text() : config.endpoint;
}

// Reads it; returns what is wrong, or null.
const char* read_description(std::string_view text, Description& description) {
  if (!text.starts_with('{')) {
    return "no description of that name: `sluice bundle` makes a script with "
           "it";
  }
  const bool is_sound =
      text.size() <= kMaxDescriptionBytes && !description.read(text);
  return is_sound ? nullptr
                  : "broken description: see `sluice destination check`";
}

void refuse_destination(const Route& route, std::string_view at,
                        std::string_view message, Actions& actions) {
  actions.report(Level::Error, "bad_destination", join({"/", at}),
                 join({"\"", route.destination.name(), "\": ", message}));
}

void tell_of_secret(const Description& description, Actions& actions) {
  const auto secret = description.given_secret();
  if (secret.empty()) return;
  actions.report(Level::Warn, "secret_in_page",
                 join({"/", kDestinationConfig, "/", secret}),
                 "everybody can read it here: send by a server of yours "
                 "(sluice/node)");
}

}  // namespace

// A name that is wrong would else be a destination that is spoken to in another
// way.
void Tracker::check_destination_names(const Config& config) {
  json::Document by_name;
  if (by_name.read(config.destinations.by_name)) return;  // told by describe()
  auto one = by_name.root().first();
  for (; one.exists(); one = one.next()) {
    if (policy_.member("destinations").member(one.name()).exists()) continue;
    const auto name = cut(one.name(), kMaxNameBytes);
    actions_.report(Level::Warn, "bad_destination",
                    join({"/", kDestinations, "/", name}),
                    "the policy has no destination of that name");
  }
}

// Reports about a destination point at the option that is wrong.
bool Tracker::describe(Route& route, const Config& config, json::Value fact) {
  json::Document by_name;
  const auto& written = config.destinations.by_name;
  if (!written.empty() && by_name.read(written)) {
    refuse_destination(route, kDestinations, "no JSON", actions_);
    return false;
  }
  Wish wish;
  read_wish(config.destinations,
            by_name.root().member(route.destination.name()), fact, wish);
  const auto gzip = wish.own.member("gzip");
  route.takes_gzip = gzip.exists() ? gzip.is(json::Kind::True) : config.gzip;
  if (wish.description.empty() ||
      std::string_view(wish.description) == kNative) {
    route.url = find_endpoint(route, wish, config);
    // With all that may be in flight, some of the queue has to be left to give
    // way to what comes.
    route.outbox.limits = {kMaxQueueEvents / (kMaxInFlight + 1),
                           kMaxRowBatchBytes};
    route.outbox.measure = measure_json_batch;
    return true;
  }
  const char* wrong = read_description(wish.description, route.description);
  if (wrong != nullptr) {
    refuse_destination(route, kDestination, wrong, actions_);
    return false;
  }
  const auto missing = route.description.configure(
      wish.config.root(), find_endpoint(route, wish, config), route.takes_gzip);
  if (!missing.empty()) {
    refuse_destination(route, kDestinationConfig,
                       join({"it needs \"", missing, "\""}), actions_);
    return false;
  }
  route.url = Text(route.description.config().member("endpoint").text());
  route.outbox.limits = route.description.limits();
  const auto dedupe = route.description.root().member("dedupe");
  route.outbox.knows_ids = dedupe.exists() && !dedupe.is(json::Kind::Null);
  tell_of_secret(route.description, actions_);
  return true;
}

Posting Tracker::posting_of(const Route& route, const Batch& batch,
                            bool is_leaving) const {
  Posting posting{Fit::Fits, Text(route.url), Text(kJsonBatchType), {}, {}};
  if (route.description.exists()) {
    posting = make_posting(route.description, batch, now_.wall_ms, is_leaving);
  } else {
    posting.body = write_json_batch(batch, policy_.label(), now_);
    const bool pays = pays_gzip(posting.body.size(), is_leaving);
    if (route.takes_gzip && pays) posting.gzip = Text("{}");
  }
  if (is_above_limit(posting, batch)) posting.fit = Fit::TooLarge;
  return posting;
}

void Tracker::post(Route& route, std::size_t index, Request request,
                   Urgency urgency, std::size_t keepalive_room) {
  const Batch& batch = *request.batch;
  const bool is_leaving =
      urgency == Urgency::Exit || urgency == Urgency::Hidden;
  Posting posting = posting_of(route, batch, is_leaving);
  const std::size_t bytes = posting.body.size();
  if (posting.fit == Fit::Empty) {
    if (is_debugged()) tell(batch.events, route, kUnwanted);
    route.outbox.discard_empty(batch.number);
  } else if (posting.fit == Fit::TooLarge) {
    if (route.outbox.shrink(batch.number, now_, random_) > 0) {
      actions_.report(Level::Warn, "too_large", "",
                      "an event is too large for its destination");
    }
  } else {
    request.keepalive = request.keepalive && bytes <= keepalive_room;
    const Permissions now = permissions();
    request.beacon = permit_storage(policy_, now.granted & now.chosen);
    // One without keepalive is made again when the page is left, and must not
    // be half made then. What failed goes as it is: gzip may have been why.
    const bool may_wait =
        request.keepalive && batch.tries <= 1 && !route.refuses_gzip;
    if (!may_wait) posting.gzip.clear();
    route.outbox.note_request_size(batch.number, request.keepalive ? bytes : 0,
                                   !posting.gzip.empty());
    actions_.send(request, index, posting, wants_answer(route.description),
                  route.description.root().member("header").text());
  }
}

// Besides, drops what the collector will not have.
Answer Tracker::take_answer(Route& route, std::uint32_t number,
                            json::Value fact, std::size_t& dropped) {
  const auto status = fact.member("status").number().value_or(0);
  const Said said{static_cast<int>(status), fact.member("header").text(),
                  fact.member("body").text()};
  const Batch* batch = route.outbox.find(number);
  // What stands before a collector may not like bytes.
  if (batch != nullptr && batch->may_be_gzipped && is_refusal(said.status)) {
    route.refuses_gzip = true;
    return Answer::TryLater;
  }
  if (!route.description.exists() || batch == nullptr) {
    return read_answer(said.status);
  }
  const Reply reply = read_reply(route.description, *batch, said);
  const bool is_all = reply.rejected.size() == batch->events.size();
  dropped = route.outbox.reject(number, reply.rejected) + reply.lost;
  route.outbox.losses.count(DropReason::Rejected, reply.lost);
  return is_all && dropped > 0 ? Answer::Taken : reply.answer;
}

}  // namespace sluice
