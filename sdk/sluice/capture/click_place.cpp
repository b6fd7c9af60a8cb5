#include <algorithm>
#include <array>
#include <optional>

#include "sluice/base/limits.hpp"
#include "sluice/capture/click.hpp"

namespace sluice {
namespace {

struct Pixels {
  const char* member;
  const char* path;
};

constexpr std::array<Pixels, 4> kPixels = {{{"x", "click.x"},
                                            {"y", "click.y"},
                                            {"page_x", "click.page_x"},
                                            {"page_y", "click.page_y"}}};

void add_pixels(Fields& fields, const char* path, json::Value pixels) {
  const auto number = pixels.number();
  if (number && *number >= -kMaxPixels && *number <= kMaxPixels) {
    fields.add_integer(path, *number);
  }
}

// `part` of `whole` in `units`, between none and all of them.
void add_share(Fields& fields, const char* path, std::optional<double> part,
               std::optional<double> whole, double units) {
  if (!part || !whole || !(*whole > 0)) return;
  fields.add_integer(path, std::clamp(*part * units / *whole, 0.0, units));
}

// Its box is left, top, width and height.
void add_share_of_box(Fields& fields, json::Value fact, json::Value box) {
  const auto top = box.next();
  const auto width = top.next();
  const auto x = fact.member("x").number();
  const auto y = fact.member("y").number();
  if (!x || !y) return;
  add_share(fields, "click.element_x", *x - box.number_or(0), width.number(),
            1000);
  add_share(fields, "click.element_y", *y - top.number_or(0),
            width.next().number(), 1000);
}

}  // namespace

void describe_place(Fields& fields, json::Value fact, json::Value element) {
  fields.add_name("click.by", fact.member("by"));
  fields.add_name("click.modifier", fact.member("keys"));
  for (const auto& [member, path] : kPixels) {
    add_pixels(fields, path, fact.member(member));
  }
  const auto viewport = fact.member("viewport").first();
  add_pixels(fields, "click.viewport_width", viewport);
  add_pixels(fields, "click.viewport_height", viewport.next());
  add_share_of_box(fields, fact, element.member("box").first());
  add_share(fields, "click.depth", fact.member("page_y").number(),
            fact.member("height").number(), 100);
}

}  // namespace sluice
