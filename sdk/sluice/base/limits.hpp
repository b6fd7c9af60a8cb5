#pragma once

#include <cstddef>
#include <cstdint>

// Every number we picked, with its reason. Bytes are bytes of UTF-8; times are
// milliseconds.
namespace sluice {

// -- What may come in --------------------------------------------------------

// One fact as it crosses the border: 64 Ki UTF-16 units at three bytes each.
inline constexpr std::uint32_t kMaxFactBytes = 192 * 1024;
// Nesting of a fact: {fact {properties {product {price}}}} needs four.
inline constexpr std::size_t kMaxDepth = 16;
// Members and elements in one fact; a click with ten ancestors has about 60.
inline constexpr std::size_t kMaxNodes = 4096;
// One property's text. Segment refuses 32 KiB events; a stack trace is 4 KiB.
inline constexpr std::size_t kMaxTextBytes = 4 * 1024;
// Addresses: what every browser and server is known to take.
inline constexpr std::size_t kMaxUrlBytes = 2 * 1024;
// Names of events and properties, ids of users: Plausible's 120, rounded up.
inline constexpr std::size_t kMaxNameBytes = 120;
// A campaign value or click id; real ones end near 200.
inline constexpr std::size_t kMaxCampaignBytes = 512;
// Properties of one event.
inline constexpr std::size_t kMaxProperties = 100;
// Campaign parameters that a site names as its own; each is looked for in every
// address.
inline constexpr std::size_t kMaxOwnParameters = 32;
// Escapes within escapes: an address, in one that redirects to it, in one that
// a mail program rewrote.
inline constexpr int kMaxNestedEscapes = 3;
// From here on letters and digits in no order are a key rather than a number:
// 20 characters in both cases are 119 bits. In one case 24 are the id of a
// MongoDB document and 26 a ULID, 32 a hash or a session.
inline constexpr std::size_t kMinMixedToken = 20;
inline constexpr std::size_t kMinPlainToken = 32;
// Base64 for addresses has a '-' or '_' in 32 characters, a slug one in six.
inline constexpr std::size_t kMinTokenPart = 10;
// So much of a word says what it is like; more would be looked at once for each
// of its parts.
inline constexpr std::size_t kMaxTokenSeen = 128;
// The value of "token=": 41 bits, what no site gives as a number of its pages.
inline constexpr std::size_t kMinNamedToken = 8;
// Digits alone: the codes that are sent to a telephone have six.
inline constexpr std::size_t kMinNamedDigits = 6;
// What has fewer digits is neither a telephone number nor that of a card.
inline constexpr std::size_t kMinSecretDigits = 9;
// Elements of a click's path: from a text to the link around its whole card.
inline constexpr std::size_t kMaxPath = 32;
// What stands on something to click; a heading in a card is longer, and no
// name of a button.
inline constexpr std::size_t kMaxClickTextBytes = 120;
// A position on a page: taller ones are taken for broken.
inline constexpr double kMaxPixels = 1e7;
// A consent string. Four bit fields of all 65,535 vendors are 43 KiB of
// base64url; real strings end near 4.
inline constexpr std::size_t kMaxConsentBytes = 64 * 1024;
// Consent Mode's defaults for lists of regions, while the region is looked up;
// sites have two or three.
inline constexpr std::size_t kMaxEarlyDefaults = 8;
// One event as it is sent: fits in one keepalive body with its envelope.
inline constexpr std::size_t kMaxEventBytes = 15 * 1024;

// -- Conversions -------------------------------------------------------------

// Goals of a site; GA4 has 30 key events.
inline constexpr std::size_t kMaxGoals = 50;
// Amounts and other numbers of goals are below it: with six decimals they fit
// in 64 bits, sums of them too.
inline constexpr double kMaxAmount = 1e12;
// The items of an order as JSON, about 80 of them: the event has to stay below
// kMaxEventBytes, or the order would be lost with them.
inline constexpr std::size_t kMaxItemsBytes = 8 * 1024;
// Conversions remembered because they count once, 16 bytes each: a cookie of
// them stays below the 4 KiB that browsers allow.
inline constexpr std::size_t kMaxClaims = 100;

// -- What waits --------------------------------------------------------------

// Events waiting for a choice under an opt-in policy, and their age.
inline constexpr std::size_t kMaxHeldEvents = 100;
inline constexpr std::size_t kMaxHeldBytes = 64 * 1024;
inline constexpr double kMaxHoldMs = 30 * 60 * 1000.0;
// The queue of a destination, events in flight included; one of many has less.
inline constexpr std::size_t kMaxQueueEvents = 500;
inline constexpr std::size_t kMaxQueueBytes = 256 * 1024;

// -- What goes out -----------------------------------------------------------

// A batch leaves at whichever comes first.
inline constexpr std::size_t kFlushEvents = 20;
inline constexpr std::size_t kFlushBytes = 32 * 1024;
inline constexpr double kFlushMs = 3000;
// Of a page view whose title is awaited, the events that are given it when it
// comes. Pages make few so early; the others leave with the title of then.
inline constexpr std::size_t kMaxUntitledEvents = 10;
// A batch that is due leaves in the next task, so that track() never pays for
// a request (0.7 ms of main thread in Chromium). A page that tracks in one
// long task must not fill the queue meanwhile: from here on it pays.
inline constexpr std::size_t kUrgentEvents = 250;
inline constexpr std::size_t kUrgentBytes = 128 * 1024;
// The browser refuses keepalive bodies above 64 KiB in flight, shared with
// every other script of the page: leave it room.
inline constexpr std::size_t kMaxKeepaliveInFlight = 48 * 1024;
// The events of one request, and what its envelope adds at most: 16 KiB, so
// that any request can be a keepalive one, and three fit.
inline constexpr std::size_t kMaxEnvelopeBytes = 512;
inline constexpr std::size_t kMaxBatchBytes = 16 * 1024 - kMaxEnvelopeBytes;
// The events of one request of Sluice's own: as rows they take a quarter of it.
// What comes out larger is halved.
inline constexpr std::size_t kMaxRowBatchBytes = 4 * kMaxBatchBytes;
// A clock was set that went on by so much more or less than the monotonic one.
inline constexpr double kMinClockStepMs = 1000;
// Requests in flight to one destination; HTTP/1.1 allows six per host, and
// the page needs some.
inline constexpr std::size_t kMaxInFlight = 4;
inline constexpr double kTimeoutMs = 10 * 1000.0;

// -- Trying again ------------------------------------------------------------

inline constexpr double kRetryBaseMs = 1000;
inline constexpr double kRetryMaxMs = 5 * 60 * 1000.0;
inline constexpr std::uint32_t kMaxTries = 8;
inline constexpr double kMaxRetryAgeMs = 24 * 60 * 60 * 1000.0;
inline constexpr double kMaxRetryAfterMs = 60 * 60 * 1000.0;
// A batch answered 5xx this often is halved at each further failure, a larger
// one from the first: by the last try a poison event is alone.
inline constexpr std::uint32_t kSplitAfterTries = 3;

// -- On a page ---------------------------------------------------------------

// A stretch of engaged time without any sign of the visitor: a screenful of
// text is read in two or three minutes.
inline constexpr double kMaxEngagedGapMs = 5 * 60 * 1000.0;
// Who goes from tab to tab makes no event each time; less is added to the next.
inline constexpr double kMinEngagedMs = 1000;
// In view by half for a second: an impression by the MRC's guidelines.
inline constexpr double kImpressionShare = 50;
inline constexpr double kImpressionMs = 1000;
// Marked elements seen in one page view: a long list of products.
inline constexpr std::size_t kMaxImpressions = 200;
// Forms that were started and wait; media of one page view.
inline constexpr std::size_t kMaxForms = 20;
inline constexpr std::size_t kMaxMedia = 20;
// A player may go twice as fast as the clock, as YouTube's; what it tells of
// its position is late by up to a second. A greater step was a seek.
inline constexpr double kMaxPlaybackRate = 2;
inline constexpr double kMediaSlackS = 1;
// Different errors of a page view: behind the first ones are their
// consequences.
inline constexpr std::size_t kMaxErrors = 10;
inline constexpr std::size_t kMaxErrorBytes = 200;
// A decimal number as JavaScript writes it, "-1.7976931348623157e+308".
inline constexpr std::size_t kMaxDecimalBytes = 24;
// An option that is a list of words.
inline constexpr std::size_t kMaxWords = 50;

// -- Tools -------------------------------------------------------------------

// One request to the module `full`: a policy with its cases and events. The
// module has 64 MiB for the request and its answer.
inline constexpr std::uint32_t kMaxRequestBytes = 4 * 1024 * 1024;

// -- Clicks that get no answer ------------------------------------------------

// How long a page may take to answer one: Amplitude's; a slow server answers
// within, and a page that waits for one longer shows so.
inline constexpr double kAnswerMs = 3000;
// Rage: so many clicks so near in place and time, as PostHog has it.
inline constexpr std::uint32_t kRageClicks = 3;
inline constexpr double kRageGapMs = 1000;
inline constexpr double kRagePixels = 30;
// From press to release: as far as a steady hand moves.
inline constexpr double kDragPixels = 5;
// Elements whose clicks are counted; 512 bytes.
inline constexpr std::size_t kMaxClickCounts = 64;

// -- Visits ------------------------------------------------------------------

inline constexpr double kSessionIdleMs = 30 * 60 * 1000.0;
inline constexpr double kSessionMaxMs = 24 * 60 * 60 * 1000.0;
// Thirteen months, as the CNIL allows at most; not renewed.
inline constexpr double kVisitorMaxMs = 395.0 * 24 * 60 * 60 * 1000;
// How far into the future records may lie: a clock that was set back by less
// is a time zone's or a battery's fault.
inline constexpr double kClockSlackMs = 24 * 60 * 60 * 1000.0;

// -- Attribution -------------------------------------------------------------

// Touches kept on the device: a campaign every other week for most of a year.
// With texts of the length below they are at most two thirds of an event.
inline constexpr std::size_t kMaxTouches = 20;
// Channel, source, medium or campaign of a touch.
inline constexpr std::size_t kMaxTouchTextBytes = 100;
// How long before a conversion a touch counts, as GA4 has it by default.
// https://support.google.com/analytics/answer/10597962
inline constexpr double kLookbackMs = 90.0 * 24 * 60 * 60 * 1000;
// Of something that was only seen, as Google Ads and Meta have it by default.
inline constexpr double kViewWindowMs = 24 * 60 * 60 * 1000.0;
// After which a touch is worth half in the time decay model: GA's seven days.
inline constexpr double kHalfLifeMs = 7.0 * 24 * 60 * 60 * 1000;
// Channels of a population: its Markov chain is solved once for each.
inline constexpr std::size_t kMaxChannels = 64;

}  // namespace sluice
