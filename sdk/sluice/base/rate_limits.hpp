#pragma once

// As limits.hpp: how fast events may come.
namespace sluice {

// Events a second, and at once: a page full of impressions is 100, a visitor
// makes two a second, and a broken loop thousands.
inline constexpr double kMaxRate = 20;
inline constexpr double kMaxBurst = 200;

}  // namespace sluice
