// What of a request that nginx handed over is taken, and what is left out.
#include "fcgi/request.hpp"

#include <boost/test/unit_test.hpp>

#include "base/limits.hpp"

namespace {

using portal::RawRequest;
using portal::Request;

RawRequest page() {
  RawRequest raw;
  raw.method = "GET";
  raw.path = "/mihon/home";
  return raw;
}

Request taken(const RawRequest& raw) { return std::get<Request>(portal::read_request(raw, true)); }

portal::Fields cookies_taken(const char* sent) {
  RawRequest raw = page();
  raw.cookie = sent;
  return taken(raw).cookies;
}

}  // namespace

BOOST_AUTO_TEST_SUITE(requests)

BOOST_AUTO_TEST_CASE(a_cookie_that_is_no_text_is_left_out_and_the_others_count) {
  const auto cookies = cookies_taken("__Host-step=\xff\xfe; __Host-de\x82vice=x; __Host-sid=abc");
  BOOST_TEST(cookies.size() == 1U);
  BOOST_TEST(cookies["sid"] == "abc");
}

BOOST_AUTO_TEST_CASE(of_a_cookie_that_came_twice_neither_counts) {
  const auto cookies = cookies_taken("__Host-sid=abc; __Host-device=x; __Host-sid=def");
  BOOST_TEST(cookies.size() == 1U);
  BOOST_TEST(cookies["device"] == "x");
}

BOOST_AUTO_TEST_CASE(a_body_that_is_said_to_be_longer_than_any_form_is_refused_before_it_is_looked_at) {
  RawRequest raw = page();
  raw.method = "POST";
  raw.content_type = "application/x-www-form-urlencoded";
  raw.content_length = std::to_string(portal::limits::body_bytes_max + 1);
  BOOST_TEST((std::get<portal::HttpStatus>(portal::read_request(raw, true)) == portal::HttpStatus::content_too_large));
}

BOOST_AUTO_TEST_CASE(a_time_that_no_clock_shows_is_no_wait) {
  for (const char* time : {"inf", "-inf", "nan", "1e300", "-1e300", "-1", ""}) {
    RawRequest raw = page();
    raw.handed_over_at = time;
    BOOST_TEST(taken(raw).waited.count() == 0, time);
  }
}

BOOST_AUTO_TEST_SUITE_END()
