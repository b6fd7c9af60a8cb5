#include "sluice/destination/query.hpp"

#include "sluice/base/strings.hpp"
#include "sluice/destination/cast.hpp"

namespace sluice {

Text query_text(json::Value object) {
  Text query;
  if (!object.is(json::Kind::Object)) return query;
  for (auto one = object.first(); one.exists(); one = one.next()) {
    if (!query.empty()) query.append('&');
    query.append(percent_encode(one.name()));
    query.append('=');
    query.append(percent_encode(plain_text(one)));
  }
  return query;
}

}  // namespace sluice
