#include "sluice/conversion/mistake.hpp"

namespace sluice {

void refuse(Mistakes& mistakes, json::Value at, const char* what) {
  mistakes.push_back({at, what});
}

}  // namespace sluice
