// What of a request that nginx handed over is taken, and what is left out.
#include "fcgi/request.hpp"

#include <boost/test/unit_test.hpp>

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

}  // namespace

BOOST_AUTO_TEST_SUITE(requests)

BOOST_AUTO_TEST_CASE(a_cookie_that_is_no_text_is_left_out_and_the_others_count) {
  RawRequest raw = page();
  raw.cookie = "__Host-step=\xff\xfe; __Host-de\x82vice=x; __Host-sid=abc";
  const Request request = taken(raw);
  BOOST_TEST(request.cookies.size() == 1U);
  BOOST_TEST(request.cookies["sid"] == "abc");
}

BOOST_AUTO_TEST_CASE(a_time_that_no_clock_shows_is_no_wait) {
  for (const char* time : {"inf", "-inf", "nan", "1e300", "-1e300", "-1", ""}) {
    RawRequest raw = page();
    raw.handed_over_at = time;
    BOOST_TEST(taken(raw).waited.count() == 0, time);
  }
}

BOOST_AUTO_TEST_SUITE_END()
