#include "sluice/consent/presets.hpp"

#include <array>

namespace sluice {
namespace {

constexpr PurposeMask kAnalytics = 1 << 0;
constexpr PurposeMask kAds = 1 << 1;

using enum FieldAction;

// -- cookieless --------------------------------------------------------------

constexpr std::array kCookielessPurposes = {
    Purpose{"analytics", false, PurposeState::Granted},
    // Campaign measurement is advertising's measurement (TCF purpose 7).
    Purpose{"ads", true, PurposeState::Granted},
};

constexpr std::array kCookielessEvents = {
    // An id that the site knows its visitors by outlives the page.
    EventRule{"identify", false, 0},
    EventRule{"*", true, kAnalytics},
};

constexpr std::array kCookielessFields = {
    FieldRule{"event.*", kAnalytics, Allow, Deny},
    FieldRule{"page.url", kAds, CutUrlToUtm, CutUrl},
    FieldRule{"page.referrer", kAnalytics, CutUrl, Deny},
    FieldRule{"page.*", kAnalytics, Allow, Deny},
    FieldRule{"utm.*", kAds, Allow, Deny},
    FieldRule{"campaign.*", kAds, Allow, Deny},
    FieldRule{"session.*", kAnalytics, Allow, Deny},
    FieldRule{"click.href", kAnalytics, CutUrl, Deny},
    FieldRule{"click.*", kAnalytics, Allow, Deny},
    FieldRule{"properties.*", kAnalytics, Allow, Deny},
    FieldRule{"consent.*", 0, Allow, Deny},
};

// -- opt-in ------------------------------------------------------------------

constexpr std::array kOptInPurposes = {
    Purpose{"analytics", false, PurposeState::Unknown},
    Purpose{"ads", true, PurposeState::Unknown},
};

constexpr std::array kOptInEvents = {
    EventRule{"*", true, kAnalytics},
};

constexpr std::array kOptInFields = {
    FieldRule{"event.*", kAnalytics, Allow, Deny},
    FieldRule{"page.url", kAnalytics, CutUrlToUtm, Deny},
    FieldRule{"page.referrer", kAnalytics, CutUrl, Deny},
    FieldRule{"page.*", kAnalytics, Allow, Deny},
    FieldRule{"utm.*", kAnalytics, Allow, Deny},
    FieldRule{"campaign.*", kAnalytics, Allow, Deny},
    FieldRule{"click_id.*", kAds, Allow, Deny},
    FieldRule{"session.*", kAnalytics, Allow, Deny},
    FieldRule{"visitor.*", kAnalytics, Allow, Deny},
    FieldRule{"user.*", kAnalytics, Allow, Deny},
    FieldRule{"click.href", kAnalytics, CutUrl, Deny},
    FieldRule{"click.*", kAnalytics, Allow, Deny},
    FieldRule{"properties.*", kAnalytics, Allow, Deny},
    FieldRule{"consent.*", 0, Allow, Deny},
};

constexpr std::array kPresets = {
    Policy{"cookieless", kCookielessPurposes, kCookielessEvents,
           kCookielessFields, kAnalytics, false},
    Policy{"opt-in", kOptInPurposes, kOptInEvents, kOptInFields, kAnalytics,
           true},
};

}  // namespace

std::span<const Policy> presets() noexcept { return kPresets; }

const Policy* find_preset(std::string_view name) noexcept {
  for (const auto& preset : kPresets) {
    if (preset.name == name) return &preset;
  }
  return nullptr;
}

}  // namespace sluice
