#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "sluice/attribution/decay.hpp"
#include "sluice/base/limits.hpp"
#include "sluice/inspect/asks.hpp"
#include "sluice/inspect/errors.hpp"
#include "sluice/inspect/markov.hpp"
#include "sluice/inspect/path.hpp"
#include "sluice/inspect/words.hpp"

namespace sluice::inspect {
namespace {

// Credit of any scale, as what the credits of channels are apportioned by.
std::vector<TouchWeight> touch_weights_of(const std::vector<double>& credit) {
  double total = 0;
  for (const double one : credit) total += one;
  std::vector<TouchWeight> weights(credit.size());
  // Coarser than what rounding did to them, so that equals stay equal.
  constexpr double kScale = double{1ULL << (kDecayBits - 10)};
  for (std::size_t i = 0; i < credit.size() && total > 0; ++i) {
    weights[i].order = i;
    weights[i].share =
        static_cast<std::uint64_t>(credit[i] / total * kScale + 0.5);
  }
  return weights;
}

// Of all paths, read once, what each model needs to know: of the same size
// however many they are.
class Population {
 public:
  explicit Population(const Attribution& attribution)
      : attribution_(attribution) {}

  // Takes a line. Returns what is wrong with it; then it is left out.
  [[nodiscard]] std::optional<Text> add(std::string_view line) {
    Path path;
    if (auto flaw = read_line(document_, line)) return flaw;
    if (auto flaw = path.read(document_.root())) return flaw;
    if (!path.converted) return Text("/converted: expected true or false");
    for (std::size_t i = 0; i < path.channels.size(); ++i) {
      if (!path.channels[i].empty()) continue;
      return join({"/touches/", count_text(i), "/channel: expected a text"});
    }
    return add(path);
  }

  void write(json::Writer& out) const {
    out.integer("paths", paths_).integer("conversions", conversions_);
    write_credit("markov", chain_.removal_effects(), out);
    write_credit("shapley", shapley_, out);
    out.name("models").begin_object();
    for (std::size_t i = 0; i < kModelNames.size(); ++i) {
      write_credit(kModelNames[i], credit_[i], out);
    }
    out.end_object();
  }

 private:
  // The channels of a path in the order of its touches.
  using Way = std::vector<std::size_t>;

  [[nodiscard]] std::optional<Text> add(Path& path) {
    Way way;
    assign_weights(path.touches, path.converted_ms, attribution_);
    for (const TouchWeight& one : path.touches) {
      if (one.counts) way.push_back(0);
    }
    for (std::size_t i = 0; i < path.touches.size(); ++i) {
      if (!path.touches[i].counts) continue;
      const auto channel = find_channel(path.channels[i]);
      if (!channel) {
        return join({"more than ", count_text(kMaxChannels), " channels"});
      }
      way[path.touches[i].order] = *channel;
    }
    ++paths_;
    chain_.add(way, *path.converted);
    if (*path.converted) {
      ++conversions_;
      add_models(path, way);
      add_shapley(std::move(way));
    }
    return std::nullopt;
  }

  void add_models(Path& path, const Way& way) {
    for (std::size_t i = 0; i < kModelNames.size(); ++i) {
      Attribution one = attribution_;
      one.model = static_cast<Model>(i);
      assign_weights(path.touches, path.converted_ms, one);
      credit_[i].resize(channels_.size());
      for (const TouchWeight& touch : path.touches) {
        if (touch.counts) {
          credit_[i][way[touch.order]] += touch.weight;
        }
      }
    }
  }

  // What a coalition of channels is worth is how many converted by them alone.
  // Then a channel's Shapley value, its mean gain over all orders in which they
  // could have joined, is exactly this: each conversion shared evenly by the
  // channels that it took. For any number of them, without coalitions.
  // Zhao et al. 2018, https://arxiv.org/abs/1804.05327
  void add_shapley(Way way) {
    std::sort(way.begin(), way.end());
    const auto end = std::unique(way.begin(), way.end());
    const double part = 1.0 / static_cast<double>(end - way.begin());
    for (auto one = way.begin(); one != end; ++one) shapley_[*one] += part;
  }

  std::optional<std::size_t> find_channel(std::string_view name) {
    std::size_t i = 0;
    while (i < channels_.size() && std::string_view(channels_[i]) != name) ++i;
    if (i == kMaxChannels) return std::nullopt;
    if (i == channels_.size()) channels_.push_back(Text(name));
    return i;
  }

  void write_credit(std::string_view name, std::vector<double> credit,
                    json::Writer& out) const {
    credit.resize(channels_.size());
    auto weights = touch_weights_of(credit);
    apportion(weights);
    out.name(name).begin_object();
    for (std::size_t i = 0; i < weights.size(); ++i) {
      out.integer(channels_[i], weights[i].weight);
    }
    out.end_object();
  }

  const Attribution attribution_;
  json::Document document_;
  std::vector<Text> channels_;  // in the order in which they were met
  double paths_ = 0;
  double conversions_ = 0;
  MarkovChain chain_{kMaxChannels};
  std::vector<double> shapley_ = std::vector<double>(kMaxChannels);
  std::array<std::vector<double>, kModelNames.size()> credit_;
};

// The one whose paths are told, until the last of them are: there is one asker,
// who has the module to himself. Owned; what is destroyed at the end would
// bring the machinery of exit() with it.
Population* gathered = nullptr;

// Adds the lines; those before them were `before`.
void add_lines(std::string_view lines, double before, json::Writer& out) {
  for (double line = before + 1; !lines.empty(); ++line) {
    const auto text = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(lines.size(), text.size() + 1));
    const auto flaw = gathered->add(text);
    if (!flaw) continue;
    out.begin_object().integer("line", line).text("error", *flaw).end_object();
  }
}

}  // namespace

void population(json::Value request, json::Writer& out) {
  const double before = request.member("before").number_or(0);
  if (before == 0 || gathered == nullptr) {
    Attribution attribution;
    if (const auto flaw = read_attribution(request, attribution)) {
      return write_error(*flaw, out);
    }
    delete gathered;
    gathered = new Population(attribution);
  }
  out.begin_object().name("flaws").begin_array();
  add_lines(request.member("text").text(), before, out);
  out.end_array();
  if (!request.is_set("more")) {
    gathered->write(out);
    delete gathered;
    gathered = nullptr;
  }
  out.end_object();
}

}  // namespace sluice::inspect
