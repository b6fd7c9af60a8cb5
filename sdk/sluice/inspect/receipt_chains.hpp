#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "sluice/base/text.hpp"
#include "sluice/json/document.hpp"
#include "sluice/json/writer.hpp"

namespace sluice::inspect {

// Receipts as a collector stored them, held against their hashes and against
// each other (sluice/consent/receipt.hpp). Each page load begins a chain of its
// own for each destination:
//
//   number 1 <-- previous -- number 2 <-- previous -- number 3
//
// That the last ones of a chain are missing does not show: nothing names them.
class ReceiptChains {
 public:
  // Receipts have to be of the policy with this text, which the page fetched or
  // was given as an object, or of another one that was expected before. `name`
  // is for people: the file.
  void expect_policy(std::string_view text, std::string_view name);

  // Takes a JSON text: an event, a batch {"events": [...]}, a row of a table
  // with an event in "event", or the receipt alone. Events of other names are
  // counted. Returns what is wrong with a text that is none of these.
  [[nodiscard]] std::optional<Text> add(std::string_view text, double line);

  // Compares them all; then writes the members of the answer of the ask
  // `verify_receipts`.
  void write(json::Writer& out);

 private:
  struct Receipt {
    double line = 0;
    double number = 0;
    std::optional<double> time_ms;
    Text id;  // of its event
    Text hash;
    Text previous;
    Text policy;  // its hash
    std::size_t followers = 0;
    bool has_predecessor = false;
  };

  struct Seen {
    Text label;  // "shop revision 3"
    Text hash;
    double receipts = 0;
    double line = 0;  // of the first
  };

  struct Remark {
    double line;
    Text message;
  };

  [[nodiscard]] std::optional<Text> add_value(json::Value value, double line);
  [[nodiscard]] std::optional<Text> add_receipt(json::Value receipt,
                                                std::string_view id,
                                                double line);
  void check_hash(json::Value receipt, const Receipt& one);
  void check_policy(json::Value policy, Receipt& one);
  void leave_out_repeated();
  void link();
  void check_link(const Receipt& one, const Receipt& before);
  [[nodiscard]] Receipt* find(std::string_view hash);
  void flaw(double line, Text message);
  // In the order of the file.
  static void write_remarks(const char* name, std::vector<Remark>& all,
                            json::Writer& out);

  std::vector<Receipt> receipts_;  // by hash once all are there
  std::vector<Seen> policies_;
  std::vector<Seen> expected_;
  std::vector<Remark> flaws_;
  std::vector<Remark> notes_;
  json::Document document_;
  double others_ = 0;
  double repeated_ = 0;
};

}  // namespace sluice::inspect
