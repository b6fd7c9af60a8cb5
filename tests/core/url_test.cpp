#include "sluice/base/url.hpp"

#include <catch2/catch.hpp>

namespace sluice {
namespace {

TEST_CASE("split_url: takes an address apart", "[url]") {
  const Url url = split_url("https://u:p@h.example:8080/a/b?x=1#f?g");
  CHECK(url.scheme == "https");
  CHECK(url.host == "h.example:8080");
  CHECK(host_name(url) == "h.example");
  CHECK(url.path == "/a/b");
  CHECK(url.query == "x=1");
  CHECK(url.fragment == "f?g");
}

TEST_CASE("split_url: absent parts are empty", "[url]") {
  CHECK(split_url("/collect").path == "/collect");
  CHECK(split_url("/collect").host.empty());
  CHECK(split_url("//cdn.example").host == "cdn.example");
  CHECK(split_url("mailto:a@b.example").path == "a@b.example");
  CHECK(split_url("1http://x").scheme.empty());
  CHECK(split_url("").path.empty());
  CHECK(split_url("?a:b").scheme.empty());
}

TEST_CASE("host_name: an IPv6 address keeps its colons", "[url]") {
  CHECK(host_name(split_url("http://[::1]/")) == "[::1]");
  CHECK(host_name(split_url("http://[::1]:8080/")) == "[::1]");
}

TEST_CASE("hash_route: only fragments that start like a path are routes",
          "[url]") {
  CHECK(hash_route(split_url("/#/a?b")) == "/a");
  CHECK(hash_route(split_url("/#!/a&b")) == "!/a");
  CHECK(hash_route(split_url("/#section")).empty());
  CHECK(hash_route(split_url("/")).empty());
}

TEST_CASE("find_parameter: the first of that name, decoded", "[url]") {
  CHECK(std::string_view(*find_parameter("a=1&%62=2+&b=3", "b")) == "2 ");
  CHECK_FALSE(find_parameter("a=1", "b"));
  CHECK(std::string_view(*find_parameter("a&b", "a")).empty());
}

TEST_CASE("url: every prefix of an address is taken apart", "[url]") {
  const std::string_view text = "https://u@[::1]:80/p%2?a=%zz&&b#!/r?c=1";
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const Url url = split_url(text.substr(0, i));
    CHECK(host_name(url).size() <= i);
    CHECK(hash_route(url).size() <= i);
    (void)find_parameter(url.query, "b");
  }
}

}  // namespace
}  // namespace sluice
