// What a tab does with the network.
#include "../core/envelope.hpp"
#include "tab.hpp"

namespace sluice::simulation {
namespace {

// No request is larger: any of them may have to be a keepalive one.
constexpr std::size_t kMaxBody = 16 * 1024;

// Answers after which the tracker tries again as if nothing was wrong with the
// events.
bool may_be_tried_again(int status) {
  return status == 0 || status == 408 || status == 429 || status >= 500;
}

}  // namespace

Flight Tab::make_flight(const Json& action) {
  Flight flight;
  flight.tab_number = number_;
  flight.destination = action["destination"];
  flight.target = choices_.policy().targets[flight.destination];
  const std::string body = action["body"];
  flight.body = std::make_shared<Json>(test::read_envelope<Json>(body));
  flight.bytes = body.size();
  if (body.size() > kMaxBody) world_.books.complain("a body above 16 KiB");
  check(flight);
  return flight;
}

void Tab::check(const Flight& flight) {
  world_.books.check_request(number_, choices_, flight.target, *flight.body);
}

void Tab::send(const Json& action) {
  Flight flight = make_flight(action);
  flight.tab = weak_from_this();
  flight.batch = action["batch"];
  flight.keepalive = action["keepalive"];
  flight.is_folly = hidden_ && !world_.online;
  fate(world_, flight);
  if (flight.keepalive && !fits_quota(world_, flight.bytes)) {
    flight.arrives.reset();
    flight.answers = world_.now_ms;
    flight.status = 0;
  }
  // The rest waits on the device for what comes after it.
  for (const Json& event : (*flight.body)["events"]) {
    ++tries_[{flight.target.name, serial_of(event)}];
  }
  const bool fails = !flight.arrives || flight.status != 200;
  troubled_ = troubled_ || (fails && !choices_.policy().stores_queue);
  world_.flights.push_back(std::move(flight));
}

void Tab::defer(const Json& action) {
  const std::size_t destination = action["destination"];
  deferred_.erase(destination);
  if (!action.contains("url")) return;
  // It may leave at any moment.
  deferred_[destination] = make_flight(action);
}

// The browser does, for a page that is no more.
void Tab::send_deferred() {
  for (auto& [destination, flight] : deferred_) {
    check(flight);
    flight.keepalive = true;
    fate(world_, flight);
    world_.flights.push_back(std::move(flight));
  }
  deferred_.clear();
}

void Tab::abort(const Json& action) {
  for (Flight& flight : world_.flights) {
    if (flight.tab.lock().get() != this ||
        flight.destination != action["destination"] ||
        flight.batch != action["batch"]) {
      continue;
    }
    if (!flight.arrived) flight.arrives.reset();
    flight.answers = world_.now_ms;
    flight.status = 0;
    flight.is_aborted = true;
  }
}

void Tab::note_answer(const Flight& flight) {
  if (flight.is_aborted) return;
  if (flight.status > 0) offline_since_.erase(flight.destination);
  if (may_be_tried_again(flight.status)) {
    fails_since_.emplace(flight.destination, world_.now_ms);
    return;
  }
  if (flight.status == 200) {
    fails_since_.erase(flight.destination);
    return;
  }
  for (const Json& event : (*flight.body)["events"]) {
    refused_.insert({flight.target.name, serial_of(event)});
  }
}

void Tab::answer(const Flight& flight) {
  note_answer(flight);
  if (flight.status >= 200 && flight.status < 300) {
    world_.books.learn(number_, flight.target.name, *flight.body);
  }
  Json fact{{"fact", "sent"},
            {"destination", flight.destination},
            {"batch", flight.batch},
            {"status", flight.status}};
  if (flight.retry_after) fact["retry_after"] = *flight.retry_after;
  take(fact);
}

// A keepalive request was made whose failure the page will not live to see.
bool Tab::fails_behind() {
  return std::any_of(
      world_.flights.begin(), world_.flights.end(), [this](const auto& one) {
        return one.tab.lock().get() == this && one.keepalive && !one.is_folly &&
               (!one.arrives || one.status != 200);
      });
}

}  // namespace sluice::simulation
