#include "sluice/conversion/order.hpp"

#include <cstdlib>
#include <optional>

#include "sluice/base/limits.hpp"
#include "sluice/base/strings.hpp"
#include "sluice/conversion/money.hpp"
#include "sluice/json/writer.hpp"

namespace sluice {
namespace {

using json::Kind;

constexpr std::string_view kShopEvents =
    "add_payment_info add_shipping_info add_to_cart add_to_wishlist "
    "begin_checkout purchase refund remove_from_cart select_item view_cart "
    "view_item view_item_list";
constexpr std::string_view kPurchase = "purchase";
constexpr std::string_view kRefund = "refund";
constexpr const char* kExpectedAmount =
    "expected a decimal amount, \"9.90\", of a purchase no negative one";
constexpr std::string_view kSales = "purchase refund";
constexpr std::string_view kProperties =
    "transaction_id order_id value currency tax shipping coupon items";

class OrderReader {
 public:
  OrderReader(std::string_view event, json::Value properties)
      : properties_(properties),
        is_purchase_(has_exact_word(kPurchase, event)),
        is_refund_(has_exact_word(kRefund, event)) {}

  Order read() {
    read_currency();
    const auto id = properties_.member("transaction_id");
    add_text("order.id", id.exists() ? id : properties_.member("order_id"),
             true);
    const auto items = properties_.member("items");
    const auto value = properties_.member("value");
    const Text list = read_items(items);
    // JSON has null for NaN, too.
    const bool is_given = value.exists() && !value.is(Kind::Null);
    if (!is_given && sums_up_) {
      add("order.value", items, sum());
    } else if (value.exists()) {
      add("order.value", value, currency_.read(value.text()));
    }
    order_.fields.add_present("order.currency", currency_.code);
    add_amount("order.tax", properties_.member("tax"));
    add_amount("order.shipping", properties_.member("shipping"));
    add_text("order.coupon", properties_.member("coupon"), false);
    if (!list.empty()) order_.fields.add_json("order.items", list);
    return std::move(order_);
  }

 private:
  void refuse(json::Value at, const char* what) {
    sluice::refuse(order_.mistakes, at, what);
  }

  [[nodiscard]] int digits() const noexcept { return currency_.digits; }

  [[nodiscard]] Amount sum() const {
    return *currency_.read(amount_text(sum_, kAmountDigits));
  }

  // Some shops write what they give back with a minus, as Universal Analytics
  // wanted it.
  [[nodiscard]] Text text_of(Amount amount) const {
    if (is_refund_) amount.millionths = std::abs(amount.millionths);
    return amount_text(amount, digits());
  }

  void add(const char* path, json::Value from, std::optional<Amount> amount) {
    if (!amount || (is_purchase_ && *amount < Amount{})) {
      return refuse(from, kExpectedAmount);
    }
    order_.fields.add_text(path, text_of(*amount));
  }

  void read_currency() {
    const auto code = properties_.member("currency");
    if (!code.exists()) return;
    if (auto found = find_currency(code.text())) {
      currency_ = std::move(*found);
    } else {
      refuse(code, "expected a currency of ISO 4217, \"EUR\"");
    }
  }

  void add_text(const char* path, json::Value value, bool may_be_number) {
    if (!value.exists() || value.is(Kind::Null)) return;
    const auto text = value.text();
    const bool fits =
        value.is(Kind::Text) || (may_be_number && value.is(Kind::Number));
    if (!fits || text.empty() || text.size() > kMaxNameBytes) {
      return refuse(value, "expected a text of 1 to 120 bytes");
    }
    order_.fields.add_text(path, text);
  }

  void add_amount(const char* path, json::Value value) {
    if (!value.exists() || value.is(Kind::Null)) return;
    add(path, value, currency_.read(value.text()));
  }

  Text read_items(json::Value items) {
    if (items.exists() && !items.is(Kind::Array)) {
      refuse(items, "expected a list of items");
    }
    Text list;
    json::Writer out(list);
    out.begin_array();
    for (auto item = items.first(); item.exists(); item = item.next()) {
      if (!item.is(Kind::Object)) {
        refuse(item, "expected an item {}");
        continue;
      }
      const Text json = read_item(item);
      if (list.size() + json.size() < kMaxItemsBytes) {
        out.raw(json);
      } else {
        ++order_.cuts;
      }
    }
    out.end_array();
    sums_up_ = sums_up_ && items.first().exists();
    return items.first().exists() ? std::move(list) : Text();
  }

  Text read_item(json::Value item) {
    Text json;
    json::Writer out(json);
    out.begin_object();
    std::optional<Amount> price;
    std::int64_t quantity = 1;
    for (auto one = item.first(); one.exists(); one = one.next()) {
      const auto name = name_of(item, one);
      if (name == "price") {
        price = write_amount(out, name, one);
      } else if (name == "discount") {
        (void)write_amount(out, name, one);
      } else if (name == "quantity") {
        write_quantity(out, one, quantity);
      } else if (!name.empty()) {
        write_other(out, name, one);
      }
    }
    out.end_object();
    sums_up_ = sums_up_ && price && add_times(sum_, *price, quantity);
    return json;
  }

  // "item_name" is "name", and "sku" is "id", where the item does not have that
  // one, too: then the name is empty for the first.
  [[nodiscard]] static std::string_view name_of(json::Value item,
                                                json::Value member) {
    constexpr std::string_view kPrefix = "item_";
    const auto name = member.name();
    const bool has_id =
        item.member("id").exists() || item.member("item_id").exists();
    if (name == "sku" && !has_id) return "id";
    if (item.member(name) != member) return {};  // the last of equal names wins
    if (!name.starts_with(kPrefix)) return cut(name, kMaxNameBytes);
    const auto plain = name.substr(kPrefix.size());
    return item.member(plain).exists() ? std::string_view()
                                       : cut(plain, kMaxNameBytes);
  }

  std::optional<Amount> write_amount(json::Writer& out, std::string_view name,
                                     json::Value value) {
    const auto amount = read_amount(value.text());
    if (amount) {
      out.name(name).text(text_of(*amount));
    } else {
      refuse(value, kExpectedAmount);
    }
    return amount;
  }

  void write_quantity(json::Writer& out, json::Value value,
                      std::int64_t& quantity) {
    const auto count = read_amount(value.text());
    const bool is_whole = count && count->millionths % 1000000 == 0;
    if (!is_whole || (*count < Amount{} && !is_refund_)) {
      sums_up_ = false;
      return refuse(value, "expected a whole number");
    }
    quantity = count->millionths / 1000000;
    out.name("quantity")
        .integer(
            static_cast<double>(is_refund_ ? std::abs(quantity) : quantity));
  }

  void write_other(json::Writer& out, std::string_view name,
                   json::Value value) {
    if (value.is(Kind::Object) || value.is(Kind::Array)) {
      return refuse(value, "expected a text or a number");
    }
    Text json;
    order_.cuts += static_cast<std::uint32_t>(
        json::append_value(json, value, kMaxNameBytes));
    out.name(name).raw(json);
  }

  json::Value properties_;
  bool is_purchase_;
  bool is_refund_;
  Order order_;
  Currency currency_;
  Amount sum_;
  bool sums_up_ = true;  // every item has a price
};

}  // namespace

bool is_shop_event(std::string_view name) noexcept {
  return has_exact_word(kShopEvents, name);
}

bool is_sale(std::string_view name) noexcept {
  return has_exact_word(kSales, name);
}

bool is_order_property(std::string_view name) noexcept {
  return has_exact_word(kProperties, name);
}

Order read_order(std::string_view event, json::Value properties) {
  return OrderReader(event, properties).read();
}

Text order_key(std::string_view goal, const Fields& fields) {
  const auto id = fields.text("order.id");
  if (id.empty()) return {};
  if (goal != kRefund) return join({goal, "\n", id});
  return join({goal, "\n", id, "\n", fields.text("order.value"), "\n",
               fields.text("order.items")});
}

}  // namespace sluice
