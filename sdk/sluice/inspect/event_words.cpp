#include "sluice/inspect/event_words.hpp"

#include <array>

namespace sluice::inspect {
namespace {

struct Entry {
  std::string_view name;
  std::string_view words;
};

constexpr std::array kEvents = {
    Entry{"page_view", "a page is viewed"},
    Entry{"click", "something is clicked"},
    Entry{"outbound_click", "a link to another site is clicked"},
    Entry{"file_download", "a link to a file is clicked"},
    Entry{"email_click", "an e-mail link is clicked"},
    Entry{"phone_click", "a telephone link is clicked"},
    Entry{"dead_click", "a click has no effect"},
    Entry{"rage_click", "the same place is clicked several times quickly"},
    Entry{"form_start", "a form is begun"},
    Entry{"form_submit", "a form is sent"},
    Entry{"form_abandon", "a form is left without being sent"},
    Entry{"scroll", "a page is scrolled to a certain depth"},
    Entry{"engagement", "time during which a page has the visitor's attention"},
    Entry{"impression", "an element that the site marked comes into view"},
    Entry{"video_start", "a video or sound is started"},
    Entry{"video_progress", "a video or sound is played to a certain point"},
    Entry{"video_complete", "a video or sound is played to its end"},
    Entry{"search", "the site is searched"},
    Entry{"error", "a script of the page fails"},
    Entry{"web_vital", "how fast and steady the page was (web vitals)"},
    Entry{"identify", "the site says who the visitor is"},
    Entry{"goal", "the visitor reaches a goal of the site"},
    Entry{"consent_receipt", "a privacy choice is recorded"},
    Entry{"consent_withdrawn", "a withdrawal is recorded"},
    Entry{"add_payment_info", "the buyer gives a means of payment"},
    Entry{"add_shipping_info", "the buyer chooses a delivery"},
    Entry{"add_to_cart", "a product is put into the cart"},
    Entry{"add_to_wishlist", "a product is put on the wish list"},
    Entry{"begin_checkout", "a checkout is begun"},
    Entry{"purchase", "an order is placed"},
    Entry{"refund", "an order is refunded"},
    Entry{"remove_from_cart", "a product is taken out of the cart"},
    Entry{"select_item", "a product is chosen from a list"},
    Entry{"view_cart", "the cart is viewed"},
    Entry{"view_item", "a product is viewed"},
    Entry{"view_item_list", "a list of products is viewed"},
};

constexpr std::array kGroups = {
    Entry{"event", "The event itself"},
    Entry{"page", "The page"},
    Entry{"utm", "The campaign, as the link has it (UTM)"},
    Entry{"campaign", "The campaign, in a form for grouping"},
    Entry{"referrer", "The site that led here"},
    Entry{"click_id", "Click ids of advertising networks"},
    Entry{"attribution", "What led to a conversion"},
    Entry{"session", "The visit (session)"},
    Entry{"visitor", "The browser (visitor)"},
    Entry{"user", "The user"},
    Entry{"click", "The click"},
    Entry{"device", "The device"},
    Entry{"form", "The form"},
    Entry{"scroll", "Scrolling"},
    Entry{"engagement", "Attention"},
    Entry{"impression", "An element in view"},
    Entry{"video", "The video or sound"},
    Entry{"search", "The search on the site"},
    Entry{"error", "The error"},
    Entry{"vital", "The web vital"},
    Entry{"goal", "The conversion"},
    Entry{"order", "The order"},
    Entry{"properties", "What the site adds to the event"},
    Entry{"consent", "The state of consent"},
};

// Sorted as the schema is.
constexpr std::array kFields = {
    Entry{"event.id", "random id of the event"},
    Entry{"event.name", "name of the event"},
    Entry{"event.time", "time by the visitor's clock"},
    Entry{"event.sequence", "number of the event on this page"},
    Entry{"event.sampling", "share of visits that are measured"},
    Entry{"event.conversion", "whether it is a conversion"},
    Entry{"page.id", "random id of this load of the page"},
    Entry{"page.url", "address of the page"},
    Entry{"page.path", "path of the address"},
    Entry{"page.title", "title of the page"},
    Entry{"page.referrer", "address of the page before"},
    Entry{"page.cause", "what led to the page view"},
    Entry{"page.prerendered", "whether the browser had prepared the page"},
    Entry{"utm.source", "source"},
    Entry{"utm.medium", "medium"},
    Entry{"utm.campaign", "name"},
    Entry{"utm.term", "search term"},
    Entry{"utm.content", "content"},
    Entry{"utm.id", "id"},
    Entry{"utm.source_platform", "platform"},
    Entry{"utm.creative_format", "format"},
    Entry{"utm.marketing_tactic", "tactic"},
    Entry{"campaign.channel", "channel, such as Paid Search"},
    Entry{"campaign.source", "source"},
    Entry{"campaign.medium", "medium"},
    Entry{"campaign.campaign", "name"},
    Entry{"campaign.term", "search term"},
    Entry{"campaign.content", "content"},
    Entry{"campaign.id", "id"},
    Entry{"campaign.source_platform", "platform"},
    Entry{"campaign.creative_format", "format"},
    Entry{"campaign.marketing_tactic", "tactic"},
    Entry{"referrer.class", "kind of site, such as search"},
    Entry{"referrer.name", "name of a well-known site"},
    Entry{"referrer.host", "host name of the site"},
    Entry{"attribution.touches", "earlier visits and campaigns, at most 20"},
    Entry{"attribution.model", "model by which they are weighed"},
    Entry{"attribution.weights", "weight of each"},
    Entry{"session.id", "random id of the visit"},
    Entry{"session.started", "time at which it began"},
    Entry{"visitor.id", "random id of this browser"},
    Entry{"user.id", "id by which the site knows the user"},
    Entry{"click.kind", "link, button or other element"},
    Entry{"click.tag", "HTML tag"},
    Entry{"click.id", "id of the element"},
    Entry{"click.selector", "CSS path of the element"},
    Entry{"click.href", "address to which a link leads"},
    Entry{"click.address", "e-mail address or number of a link"},
    Entry{"click.text", "text on the element"},
    Entry{"click.button", "mouse button"},
    Entry{"click.by", "mouse, touch, pen or keyboard"},
    Entry{"click.modifier", "keys held down"},
    Entry{"click.x", "position in the window, across"},
    Entry{"click.y", "position in the window, down"},
    Entry{"click.page_x", "position on the page, across"},
    Entry{"click.page_y", "position on the page, down"},
    Entry{"click.viewport_width", "width of the window"},
    Entry{"click.viewport_height", "height of the window"},
    Entry{"click.element_x", "position in the element, across"},
    Entry{"click.element_y", "position in the element, down"},
    Entry{"click.depth", "depth on the page, in percent"},
    Entry{"click.count", "number of clicks on this element so far"},
    Entry{"click.repeats", "clicks in the series"},
    Entry{"click.impression", "marked element in which it was"},
    Entry{"device.automated", "whether a program drives the browser"},
    Entry{"form.id", "id of the form"},
    Entry{"form.name", "name of the form"},
    Entry{"form.selector", "CSS path of the form"},
    Entry{"form.field", "name of the field that was used last"},
    Entry{"form.field_type", "type of that field"},
    Entry{"form.fields", "number of fields"},
    Entry{"form.duration", "time since the first input"},
    Entry{"scroll.depth", "depth that was reached, in percent"},
    Entry{"engagement.time", "time of attention since the last such event"},
    Entry{"engagement.total", "time of attention to the page so far"},
    Entry{"engagement.depth", "deepest point of the page, in percent"},
    Entry{"impression.id", "name that the site gave the element"},
    Entry{"impression.selector", "CSS path of the element"},
    Entry{"impression.share", "share of it that was in view"},
    Entry{"impression.time", "time in view"},
    Entry{"video.provider", "HTML5 or YouTube"},
    Entry{"video.kind", "video or sound"},
    Entry{"video.id", "id or file name"},
    Entry{"video.title", "title"},
    Entry{"video.position", "position, in seconds"},
    Entry{"video.duration", "length, in seconds"},
    Entry{"video.percent", "share that was played"},
    Entry{"search.term", "what was searched for"},
    Entry{"error.kind", "kind of error"},
    Entry{"error.message", "message, with numbers and quoted texts masked"},
    Entry{"error.source", "address of the script"},
    Entry{"error.line", "line of the script"},
    Entry{"error.column", "column of the script"},
    Entry{"vital.name", "name of the measure"},
    Entry{"vital.value", "value"},
    Entry{"vital.rating", "good, needs improvement or poor"},
    Entry{"goal.id", "id of the goal"},
    Entry{"goal.kind", "step or main goal"},
    Entry{"goal.value", "value"},
    Entry{"goal.currency", "currency"},
    Entry{"goal.event", "id of the event that reached it"},
    Entry{"order.id", "order number"},
    Entry{"order.value", "value"},
    Entry{"order.currency", "currency"},
    Entry{"order.tax", "tax"},
    Entry{"order.shipping", "shipping"},
    Entry{"order.coupon", "coupon"},
    Entry{"order.items", "products, with prices and quantities"},
    Entry{"consent.policy", "name of the policy and state of each purpose"},
};

template <std::size_t size>
std::string_view find(const std::array<Entry, size>& entries,
                      std::string_view name) noexcept {
  for (const Entry& one : entries) {
    if (one.name == name) return one.words;
  }
  return {};
}

}  // namespace

std::string_view event_words(std::string_view name) noexcept {
  return find(kEvents, name);
}

std::string_view field_words(std::string_view path) noexcept {
  return find(kFields, path);
}

std::string_view group_words(std::string_view group) noexcept {
  return find(kGroups, group);
}

}  // namespace sluice::inspect
